import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

type CardProps = {
  title: string
  /** A number beside the title, in red with `bad`. */
  count?: string | undefined
  bad?: boolean
  /** The list behind the card. */
  more?: { href: string; text: string }
  children: ComponentChildren
}

/** A card of the overview. */
export function Card({ title, count, bad = false, more, children }: CardProps) {
  const id = useId()
  return (
    <section class="card flex min-w-0 flex-col overflow-hidden" aria-labelledby={id}>
      <div class="flex min-h-11 items-center gap-2 border-b border-line px-4">
        <h2 id={id} class="text-base!">
          {title}
        </h2>
        {count && (
          <span class="count" data-tone={bad ? 'bad' : undefined}>
            {count}
          </span>
        )}
        {more && (
          <a class="ml-auto text-sm font-medium text-primary hover:underline" href={more.href}>
            {more.text}
          </a>
        )}
      </div>
      {children}
    </section>
  )
}

/** The sentence of a card without lines. */
export function Nothing({ children }: { children: ComponentChildren }) {
  return <p class="px-4 py-6 text-center text-soft">{children}</p>
}

type LineProps = { href: string; children: ComponentChildren; end?: ComponentChildren }

/** A line of a card: a link to what it is about, with a time or a number at the right. */
export function Line({ href, children, end }: LineProps) {
  return (
    <li class="border-t border-line first:border-t-0">
      <a class="flex min-h-10 min-w-0 items-center gap-2.5 px-4 hover:bg-hover" href={href}>
        {children}
        <span class="ml-auto flex-none pl-2 text-right text-sm text-faint tabular-nums">{end}</span>
      </a>
    </li>
  )
}
