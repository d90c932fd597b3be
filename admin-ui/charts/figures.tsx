import { ArrowDown, ArrowUp } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { m } from '../messages/index.ts'

export type FigureProps = {
  name: string
  /** Undefined while it loads: the card has the same height before and after. */
  value: string | undefined
  unit?: string
  /** The change against the period before. */
  change?: Change | undefined
  /** Shown instead of a change, once there is a value. */
  note?: string | undefined
  /** The list behind the figure. */
  href?: string
}

export type Change = {
  /** The sign decides the arrow. */
  by: number
  /** The amount without its sign, such as "8.2%". */
  text: string
  /** The value before, such as "from 1.2M". */
  before: string
  /** Whether more is better, or worse; undefined: neither, and the change has no color. */
  good?: 'up' | 'down' | undefined
}

/** Several figures in one card with dividers. */
export function Figures({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <section
      class="card grid grid-cols-2 overflow-hidden max-sm:*:odd:last:col-span-2 sm:flex sm:*:flex-1"
      aria-label={label}
    >
      {children}
    </section>
  )
}

/** One figure: its name, its value, and its change. With a link the whole cell opens it. */
export function Figure({ name, value, unit, change, note, href }: FigureProps) {
  const content = (
    <>
      <span class="block truncate text-sm text-soft">{name}</span>
      <span class="block text-2xl font-semibold tracking-tight tabular-nums">
        {value ?? <span class="skeleton my-2 block h-4! w-20" aria-hidden="true" />}
        {value !== undefined && unit && <span class="ml-1 text-sm font-normal text-soft">{unit}</span>}
      </span>
      <span class="block h-4.5 truncate text-sm text-faint">
        {value !== undefined && (change ? <ChangeText {...change} /> : note)}
      </span>
    </>
  )
  const look = 'block min-w-0 border-line px-4 py-3 max-sm:odd:border-r max-sm:nth-[n+3]:border-t sm:not-first:border-l'
  return href ? (
    <a href={href} class={`${look} hover:bg-hover`}>
      {content}
    </a>
  ) : (
    <div class={look}>{content}</div>
  )
}

/** A change: an arrow, its amount, and the value before. */
export function ChangeText({ by, text, before, good }: Change) {
  if (by === 0) return <>{m.figures_unchanged()}</>
  const up = by > 0
  const color = good === undefined ? 'text-soft' : (good === 'up') === up ? 'text-good' : 'text-bad'
  const Icon = up ? ArrowUp : ArrowDown
  return (
    <>
      <span class={color}>
        <Icon size={12} class="mr-0.5 inline-block align-[-1px]" aria-hidden="true" />
        <span class="sr-only">{up ? m.figures_up() : m.figures_down()} </span>
        {text}
      </span>{' '}
      {before}
    </>
  )
}
