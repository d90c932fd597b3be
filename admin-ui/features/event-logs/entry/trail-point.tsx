import type { ComponentChildren } from 'preact'
import { formatClock, formatInstant } from '../../../format/language.ts'
import type { Tone } from '../../../ui/badge.tsx'

type PointProps = {
  tone: Tone
  title: ComponentChildren
  /** An instant, ISO 8601. */
  at?: string
  children: ComponentChildren
}

/** One step of a trail: a dot, a title, a time, and what it was. */
export function Point({ tone, title, at, children }: PointProps) {
  return (
    <li class="py-1">
      <span class="dot" data-tone={tone} />
      <p class="flex items-baseline gap-2">
        <span class="min-w-0 flex-1 truncate font-medium">{title}</span>
        {at && (
          <time class="text-sm text-faint tabular-nums" dateTime={at} title={formatInstant(new Date(at))}>
            {formatClock(new Date(at))}
          </time>
        )}
      </p>
      <div class="text-soft">{children}</div>
    </li>
  )
}
