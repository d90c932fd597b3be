import { CircleAlert, Info, TriangleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { ApiError } from '../../client/src/request.ts'
import { explain } from './async-states.tsx'

const ICONS = { info: Info, warn: TriangleAlert, bad: CircleAlert }

/** A sentence that must not be overlooked. `alert` has it read aloud when it appears. */
export function Note({
  tone = 'info',
  alert,
  children,
}: {
  tone?: 'info' | 'warn' | 'bad'
  alert?: boolean
  children: ComponentChildren
}) {
  const Icon = ICONS[tone]
  return (
    <div class="note" data-tone={tone} {...(alert ? { role: 'alert' as const } : {})}>
      <Icon size={18} aria-hidden="true" />
      <div class="min-w-0 wrap-anywhere">{children}</div>
    </div>
  )
}

type RefusalProps = {
  error: unknown
  /** Shown when no answer came, so that it may have been done all the same. */
  unanswered?: string
}

/** Why something was not done, read aloud when it appears. */
export function Refusal({ error, unanswered }: RefusalProps) {
  const lost = error instanceof ApiError && error.kind !== 'refused' ? unanswered : undefined
  return (
    <Note tone="bad" alert>
      {lost ?? explain(error).text}
    </Note>
  )
}
