import type { Delivery } from '../../../../client/src/generated.ts'
import { formatInstant, formatLogTime } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'

/** The status code of a response. */
export function CodeBadge({ status }: { status: number | null }) {
  if (status === null) return <span class="text-soft">{m.deliveries_none()}</span>
  const tone = status >= 500 ? 'bad' : status >= 300 ? 'warn' : 'good'
  return (
    <span class="code" data-tone={tone}>
      {status}
    </span>
  )
}

/** A time to the second; the tooltip includes the year. */
export function Moment({ at }: { at: string }) {
  const date = new Date(at)
  return (
    <time dateTime={at} title={formatInstant(date)} class="whitespace-nowrap tabular-nums">
      {formatLogTime(date)}
    </time>
  )
}

export const momentOf = (delivery: Delivery) => formatLogTime(new Date(delivery.createdAt))
