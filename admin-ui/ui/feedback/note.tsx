import { CircleAlert, Info, TriangleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { ApiError } from '../../../client/src/request.ts'
import { explain } from './async-states.tsx'

const ICONS = { info: Info, warn: TriangleAlert, bad: CircleAlert }

/** An important sentence. With `alert`, screen readers announce it when it appears. */
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
  /** Shown if there was no answer, so that the action may have been done anyway. */
  unanswered?: string
}

/** Why an action failed, announced by screen readers. */
export function Refusal({ error, unanswered }: RefusalProps) {
  const lost = error instanceof ApiError && error.kind !== 'refused' ? unanswered : undefined
  return (
    <Note tone="bad" alert>
      {lost ?? explain(error).text}
    </Note>
  )
}
