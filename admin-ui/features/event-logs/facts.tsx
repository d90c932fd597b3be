import { KeyRound, LogIn, Webhook } from 'lucide-preact'
import type { LogEntry } from '../../../client/src/generated.ts'
import { formatInstant, formatLogTime } from '../../format/language.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { outcomeText } from './outcome.ts'
import { words } from './words.ts'

/** Green for 2xx, amber for 4xx, red for 5xx and for what never got an answer. */
export function statusTone(status: number): Tone {
  if (status >= 500 || status < 100) return 'bad'
  if (status >= 400) return 'warn'
  if (status >= 200 && status < 300) return 'good'
  return 'plain'
}

export function StatusBadge({ status }: { status: number }) {
  return (
    <Badge tone={statusTone(status)}>
      <span class="tabular-nums">{status}</span>
    </Badge>
  )
}

/** Why a call failed, in words; nothing for one that did not. */
export function WhyFailed({ entry }: { entry: LogEntry }) {
  if (entry.status < 400 || !entry.outcome) return null
  const text = outcomeText(entry)
  return (
    <span class="min-w-0 truncate text-soft" title={text}>
      {text}
    </span>
  )
}

const TYPE_ICONS = { api_call: KeyRound, webhook: Webhook, auth: LogIn }

export function TypeBadge({ type }: { type: LogEntry['type'] }) {
  return (
    <Badge tone={type === 'api_call' ? 'info' : 'plain'} icon={TYPE_ICONS[type]}>
      {words().types[type]}
    </Badge>
  )
}

/** The moment of an entry, to the second; the title has the year too. */
export function LogTime({ at }: { at: string }) {
  const date = new Date(at)
  return (
    <time dateTime={at} title={formatInstant(date)} class="whitespace-nowrap tabular-nums">
      {formatLogTime(date)}
    </time>
  )
}

/** The key or webhook behind an entry, by name where it has one. */
export const callerOf = (entry: LogEntry): string | null =>
  entry.keyName ?? entry.webhookName ?? entry.keyId ?? entry.webhookId ?? entry.appId
