import { ArrowDownToLine, ArrowLeftRight, Bot, Lock, Split, Webhook } from 'lucide-preact'
import type { LogEntry } from '../../../../client/src/generated.ts'
import { formatClock, formatInstant, formatLogTime } from '../../../format/language.ts'
import { m } from '../../../messages/index.ts'

const TYPES = {
  api_call: { icon: ArrowLeftRight, color: 'text-faint' },
  webhook: { icon: Webhook, color: 'text-primary' },
  auth: { icon: Lock, color: 'text-warn-mark' },
  incoming: { icon: ArrowDownToLine, color: 'text-primary' },
  gateway: { icon: Split, color: 'text-faint' },
  tool: { icon: Bot, color: 'text-faint' },
}

/** The type of an entry as an icon and a word; `short`: the icon alone. */
export function TypeMark({ type, short = false }: { type: LogEntry['type']; short?: boolean }) {
  const { icon: Icon, color } = TYPES[type]
  const name = m.event_logs_type_name({ type })
  return (
    <span class="flex items-center gap-1.5" title={short ? name : undefined}>
      <Icon size={14} class={`flex-none ${color}`} aria-hidden="true" />
      <span class={short ? 'sr-only' : ''}>{name}</span>
    </span>
  )
}

/** The time of an entry, to the second; `short`: without its day. The tooltip has the whole date. */
export function LogTime({ at, short = false }: { at: string; short?: boolean }) {
  const date = new Date(at)
  return (
    <time dateTime={at} title={formatInstant(date)} class="whitespace-nowrap text-soft tabular-nums">
      {short ? formatClock(date) : formatLogTime(date)}
    </time>
  )
}

/** An endpoint as it is shown: the scheme of a webhook's URL says nothing. */
export const shownEndpoint = ({ endpoint }: Pick<LogEntry, 'endpoint'>): string => endpoint.replace(/^https?:\/\//, '')

/** The key or webhook of an entry, by name if it has one. */
export const callerOf = (entry: LogEntry): string | null =>
  entry.keyName ?? entry.webhookName ?? entry.appName ?? entry.keyId ?? entry.webhookId ?? entry.appId

/** The length of the end of an endpoint that is kept when it is cut: its last segment, if that is not too long. */
export function endpointTail(endpoint: string): number {
  const length = endpoint.length - endpoint.lastIndexOf('/')
  return length >= 4 && length <= 20 ? length : 12
}
