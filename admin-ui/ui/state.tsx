import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import type { Tone } from './badge.tsx'

/** A state in a list: an icon and a word, without a ground. Only a state that needs attention has a color. */
export function State({
  tone,
  icon: Icon,
  title,
  children,
}: {
  tone: Tone
  icon: LucideIcon
  title?: string | undefined
  children: ComponentChildren
}) {
  return (
    <span class="state" data-tone={tone} title={title}>
      <Icon size={14} aria-hidden="true" />
      {children}
    </span>
  )
}
