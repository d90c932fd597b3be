import { z } from 'zod'
import { LogEntry, LogFilter } from './event-logs.ts'

/** The filters of a stream: those of the list that concern single entries, without the time range. */
export const StreamFilter = LogFilter.omit({ range: true, from: true, to: true }).extend({
  entries: z.enum(['true', 'false'], 'must be true or false').optional().meta({
    description:
      'false: neither entries nor the state, only limits and alerts. Such a stream is not counted in `connections`.',
  }),
})
export type StreamFilter = z.infer<typeof StreamFilter>

/**
 * A message of the live stream. `entries`: newest last, in the form of the list; `skipped` were left out because too
 * many came at once. `state`: calls per second over the last ten seconds, and the number of open streams in the
 * organization. `limit`: a key has a fifth or less of a limit left. `alerts`: alerts have opened; clients that may read
 * alerts request them.
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
