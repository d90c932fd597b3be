import { CircleAlert, Info, TriangleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'

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
