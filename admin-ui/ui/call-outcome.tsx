import type { LogEntry } from '../../client/src/generated.ts'
import { callOutcomeText, isAnswered } from '../format/outcome.ts'
import type { Tone } from './badge.tsx'

/** Green for 2xx, amber for 4xx, red for 5xx and for calls without an answer. */
export function statusTone(status: number): Tone {
  if (status >= 500 || status < 100) return 'bad'
  if (status >= 400) return 'warn'
  if (status >= 200 && status < 300) return 'good'
  return 'plain'
}

/** The HTTP status of an entry; a dash for a delivery that got no answer. */
export function StatusCode({ entry }: { entry: Pick<LogEntry, 'type' | 'status' | 'outcome'> }) {
  return (
    <span class="code" data-tone={statusTone(entry.status)}>
      {isAnswered(entry) ? entry.status : '—'}
    </span>
  )
}

/** The color of an outcome: only what needs attention has one. */
export function outcomeColor({ status }: Pick<LogEntry, 'status'>): string {
  const tone = statusTone(status)
  return tone === 'bad' ? 'text-bad' : tone === 'warn' ? 'text-warn' : 'text-faint'
}

/** What came of it, in words: OK, or why it failed. */
export function Outcome({ entry, text = callOutcomeText(entry) }: { entry: LogEntry; text?: string }) {
  return (
    <span class={`block min-w-0 truncate ${outcomeColor(entry)}`} title={text}>
      {text}
    </span>
  )
}
