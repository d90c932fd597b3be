import { z } from 'zod'
import { LogEntry, LogFilter } from './event-logs.ts'

/** What a stream shows: the filters of the list that concern single entries. Time is always now. */
export const StreamFilter = LogFilter.omit({ range: true, from: true, to: true })
export type StreamFilter = z.infer<typeof StreamFilter>

/** So many entries a second are sent to each listener; of more, the newest are shown and the others counted. */
export const STREAM_PER_SECOND = 100

/**
 * A message of the live stream. `entries`: newest last, the same shape as the list's; `skipped` were left out because too
 * many came at once. `state`: calls a second over the last ten, and how many streams are open in the organization.
 * `limit`: a key has a tenth or less of a limit left. `alerts`: some have opened; whoever may read alerts asks for them.
 */
export const StreamMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entries'), entries: z.array(LogEntry), skipped: z.int() }),
  z.strictObject({ kind: z.literal('state'), callsPerSecond: z.number(), connections: z.int() }),
  z.strictObject({
    kind: z.literal('limit'),
    keyId: z.string(),
    keyName: z.string().nullable(),
    window: z.enum(['minute', 'hour', 'day']),
    limit: z.int(),
    remaining: z.int(),
  }),
  z.strictObject({ kind: z.literal('alerts') }),
])
export type StreamMessage = z.infer<typeof StreamMessage>
