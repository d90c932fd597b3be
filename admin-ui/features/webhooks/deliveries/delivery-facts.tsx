import { CircleCheck, CirclePause, CircleSlash, CircleX, Clock, Send } from 'lucide-preact'
import type { Delivery } from '../../../../client/src/generated.ts'
import { formatInstant, formatLogTime } from '../../../format/language.ts'
import { Badge, type Tone } from '../../../ui/badge.tsx'
import { words } from './delivery-words.ts'

const STATUS: Record<Delivery['status'], { icon: typeof Clock; tone: Tone }> = {
  pending: { icon: Clock, tone: 'plain' },
  delivering: { icon: Send, tone: 'info' },
  succeeded: { icon: CircleCheck, tone: 'good' },
  failed: { icon: CircleX, tone: 'bad' },
  held: { icon: CirclePause, tone: 'warn' },
  cancelled: { icon: CircleSlash, tone: 'plain' },
}

/** The status of a delivery. One that failed before and waits for its next attempt is amber. */
export function DeliveryBadge({ delivery }: { delivery: Delivery }) {
  const { icon, tone } = STATUS[delivery.status]
  const waitsAfterFailure = delivery.status === 'pending' && delivery.attempts > 0
  return (
    <Badge tone={waitsAfterFailure ? 'warn' : tone} icon={icon}>
      {words().statuses[delivery.status]}
    </Badge>
  )
}

export function CodeBadge({ status }: { status: number | null }) {
  if (status === null) return <span class="text-soft">{words().none}</span>
  const tone = status >= 500 ? 'bad' : status >= 300 ? 'warn' : 'good'
  return (
    <Badge tone={tone}>
      <span class="tabular-nums">{status}</span>
    </Badge>
  )
}

/** A moment to the second; the title has the year too. */
export function Moment({ at }: { at: string }) {
  const date = new Date(at)
  return (
    <time dateTime={at} title={formatInstant(date)} class="whitespace-nowrap tabular-nums">
      {formatLogTime(date)}
    </time>
  )
}

export const momentOf = (delivery: Delivery) => formatLogTime(new Date(delivery.createdAt))
