import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'info'

/** A short word on a tinted ground. The word carries the meaning, the color only helps. */
export function Badge({
  tone = 'plain',
  icon: Icon,
  title,
  children,
}: {
  tone?: Tone
  icon?: LucideIcon
  title?: string
  children: ComponentChildren
}) {
  return (
    <span class="badge" data-tone={tone} {...(title ? { title } : {})}>
      {Icon && <Icon size={13} aria-hidden="true" />}
      <span class="truncate">{children}</span>
    </span>
  )
}
