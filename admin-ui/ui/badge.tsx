import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info' | 'test'

/** A short text on a tinted background. The text has the meaning; the color only supports it. */
export function Badge({
  tone = 'plain',
  icon: Icon,
  title,
  tip,
  mono = false,
  children,
}: {
  tone?: Tone
  icon?: LucideIcon
  title?: string
  /** An explanation, shown at once on hover and read by screen readers. */
  tip?: string
  /** For identifiers, such as event types. */
  mono?: boolean
  children: ComponentChildren
}) {
  return (
    <span class="badge" data-tone={tone} {...(title ? { title } : {})} {...(tip ? { 'data-tip': tip } : {})}>
      {Icon && <Icon size={13} aria-hidden="true" />}
      <span class={mono ? 'truncate font-mono' : 'truncate'}>{children}</span>
      {tip && <span class="sr-only">. {tip}</span>}
    </span>
  )
}
