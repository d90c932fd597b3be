import type {
  Attempt,
  CapturedResponse,
  DeliveryDetail,
  FullLogEntry,
  LogEntry,
} from '../../../../client/src/generated.ts'

/** The attempt that an entry is about: the one that began when the entry says. Undefined if it is not kept. */
export const attemptOf = ({ attemptList }: DeliveryDetail, { time }: Pick<LogEntry, 'time'>): Attempt | undefined =>
  attemptList.find(({ startedAt }) => startedAt === time)

type Captured = NonNullable<FullLogEntry['request']> | CapturedResponse
type Sent = Captured | Attempt['request']

export type Side = 'request' | 'response'

/** What was sent in one direction; null if nothing was, undefined if it is not kept. */
export function sideOf(side: Side, entry: FullLogEntry, delivery: DeliveryDetail | undefined): Sent | null | undefined {
  return entry.type === 'webhook' ? (delivery && attemptOf(delivery, entry))?.[side] : entry[side]
}
