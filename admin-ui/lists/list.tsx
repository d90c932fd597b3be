import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { m } from '../messages/index.ts'
import { EmptyState, Loaded, type QueryLike } from '../ui/feedback/async-states.tsx'
import { SkeletonRows, type SkeletonRowsProps } from '../ui/feedback/skeleton.tsx'
import { lazy } from '../ui/page/lazy.tsx'
import { Pagination } from './pagination.tsx'
import type { PageTurns, Paging } from './paging.ts'

/** No row matches the filters. Seldom seen, so its code is loaded then. */
export const NoMatch = lazy(() => import('./no-match.tsx').then((it) => it.NoMatch))

type ListQuery<P> = QueryLike<P> & { isPlaceholderData: boolean }

type ListCardProps<P> = {
  caption: string
  query: ListQuery<P>
  /** Placeholder lines as tall as the rows. */
  waiting: SkeletonRowsProps
  onShowAll: () => void
  children: (page: P) => ComponentChildren
}

/** The card around a list: loading, an error, or its page rendered by `children`. */
export function ListCard<P>({ caption, query, waiting, onShowAll, children }: ListCardProps<P>) {
  return (
    <section
      class={`card min-w-0 ${query.isPlaceholderData ? 'stale' : ''}`}
      aria-label={caption}
      aria-busy={query.isPlaceholderData}
    >
      {query.isPlaceholderData && <div class="progress-line" role="presentation" />}
      <Loaded query={query} waiting={<SkeletonRows {...waiting} />} onShowAll={onShowAll}>
        {children}
      </Loaded>
    </section>
  )
}

type PagesProps = {
  label: string
  at: Paging
  turns: PageTurns
  /** The cursor of the next page; null if there is none, or if it is not known yet. */
  nextCursor: string | null
  /** The list is sorted by time, newest first; the buttons are then called newer and older. */
  byTime?: boolean | undefined
  /** Shown beside the page number. */
  children?: ComponentChildren
}

/** The buttons for the previous and the next page of a list. */
export function Pages({ label, at, turns, nextCursor, byTime, children }: PagesProps) {
  return (
    <Pagination
      label={label}
      previous={byTime ? m.ui_newer() : m.ui_previous()}
      next={byTime ? m.ui_older() : m.ui_next()}
      onPrevious={at.cursor ? turns.previous : undefined}
      onNext={nextCursor ? () => turns.next(nextCursor) : undefined}
    >
      {m.ui_page({ page: at.page })}
      {children && ' · '}
      {children}
    </Pagination>
  )
}

type ListProps<P> = Omit<ListCardProps<P>, 'onShowAll'> & {
  state: Paging
  moves: PageTurns & { clear: () => void }
  filtered: boolean
  /** Shown if there are no rows at all, with an action that creates the first one. */
  blank: { icon: LucideIcon; title: string; text: string; action?: ComponentChildren }
  /** The accessible name of the pagination. */
  pages: string
  byTime?: boolean
  /** Shown beside the page number. */
  summary?: (page: P) => ComponentChildren
}

/** A paginated list: its rows, or why there are none. */
export function List<P extends { data: readonly unknown[]; nextCursor: string | null }>(props: ListProps<P>) {
  const { state, moves, filtered, blank, pages, byTime, summary, children, ...card } = props
  return (
    <ListCard {...card} onShowAll={moves.clear}>
      {(page) => {
        // A page without matches may have a next one, because a page reads a bounded number of rows.
        const ends = page.data.length === 0 && page.nextCursor === null
        if (ends && filtered) return <NoMatch onClear={moves.clear} />
        if (ends && !state.cursor) return <EmptyState {...blank}>{blank.text}</EmptyState>
        return (
          <>
            {children(page)}
            <Pages
              label={pages}
              at={state}
              turns={moves}
              nextCursor={card.query.isPlaceholderData ? null : page.nextCursor}
              byTime={byTime}
            >
              {summary?.(page)}
            </Pages>
          </>
        )
      }}
    </ListCard>
  )
}
