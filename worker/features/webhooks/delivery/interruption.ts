/** How often the processing of a delivery ended without an outcome. `alone`: while no other delivery was processed. */
export type Interruptions = { interruptions: number; interruptedAlone: number }

/** After so many interruptions while it was alone, the delivery itself must be the cause. */
const MOST_ALONE = 2

/**
 * What to do with a delivery whose processing was interrupted: the runtime ended (memory, CPU, a crash, a kill) and no
 * error could be caught. In company nobody can tell which delivery was the cause, so each of them is tried again alone,
 * and only what happens then counts. A delivery that has an outcome, good or bad, starts at zero again.
 */
export const judgeInterrupted = ({ interruptedAlone }: Interruptions): 'try alone' | 'set aside' =>
  interruptedAlone >= MOST_ALONE ? 'set aside' : 'try alone'

const ALONE = 'alone-'

/** A token for a claim. Its beginning tells the next claim whether the delivery was alone. */
export const newToken = (alone: boolean): string => `${alone ? ALONE : ''}${crypto.randomUUID()}`

/** What the tokens of claims begin with that were alone. */
export const ALONE_PATTERN = `${ALONE}*`
