/**
 * How often the processing of a delivery ended without an outcome. `interruptedAlone`: while no other delivery was
 * processed.
 */
export type Interruptions = { interruptions: number; interruptedAlone: number }

/** After this many interruptions while it was processed alone, the delivery itself must be the cause. */
const MAX_ALONE = 2

/**
 * What to do with an interrupted delivery: the runtime ended (memory, CPU, a crash, a kill) and no error could be
 * caught. If several deliveries were being processed, any of them may be the cause, so each is tried again alone, and
 * only interruptions during that count. Any outcome, success or failure, resets the counts.
 */
export const decideInterrupted = ({ interruptedAlone }: Interruptions): 'try alone' | 'set aside' =>
  interruptedAlone >= MAX_ALONE ? 'set aside' : 'try alone'

const ALONE = 'alone-'

/** A token for a claim. Its prefix shows the next claim whether the delivery was processed alone. */
export const newToken = (alone: boolean): string => `${alone ? ALONE : ''}${crypto.randomUUID()}`

/** GLOB pattern of the tokens of claims that ran alone. */
export const ALONE_PATTERN = `${ALONE}*`
