import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { Blank, Loaded, NoMatch, type QueryLike } from '../ui/async-states.tsx'
import { SkeletonRows, type SkeletonRowsProps } from '../ui/skeleton.tsx'
import { words } from '../ui/words.ts'
import { Pagination } from './pagination.tsx'
import type { PageTurns, Paging } from './paging.ts'

type ListQuery<P> = QueryLike<P> & { isPlaceholderData: boolean }

type ListCardProps<P> = {
  caption: string
  query: ListQuery<P>
  /** Lines as tall as the rows that will stand there. */
  waiting: SkeletonRowsProps
  onShowAll: () => void
  children: (page: P) => ComponentChildren
}

/** The card around a list: loading, failed, or what `children` makes of its page. */
export function ListCard<P>({ caption, query, waiting, onShowAll, children }: ListCardProps<P>) {
  return (
    <section class="card min-w-0" aria-label={caption} aria-busy={query.isPlaceholderData}>
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
  /** Of the page after this one; null where there is none, or where it is not known yet. */
  nextCursor: string | null
  /** What happened is turned from newer to older. */
  byTime?: boolean | undefined
  /** Shown beside the number of the page. */
  children?: ComponentChildren
}

/** The buttons to the previous and the next page of a list. */
export function Pages({ label, at, turns, nextCursor, byTime, children }: PagesProps) {
  const t = words()
  return (
    <Pagination
      label={label}
      previous={byTime ? t.newer : t.previous}
      next={byTime ? t.older : t.next}
      onPrevious={at.cursor ? turns.previous : undefined}
      onNext={nextCursor ? () => turns.next(nextCursor) : undefined}
    >
      {t.page(at.page)}
      {children && ' · '}
      {children}
    </Pagination>
  )
}

type ListProps<P> = Omit<ListCardProps<P>, 'onShowAll'> & {
  state: Paging
  moves: PageTurns & { clear: () => void }
  filtered: boolean
  /** Shown while there is nothing at all, with an action to make the first one. */
  blank: { icon: LucideIcon; title: string; text: string; action?: ComponentChildren }
  /** The name of the way from page to page. */
  pages: string
  byTime?: boolean
  /** Shown beside the number of the page. */
  summary?: (page: P) => ComponentChildren
}

/** A list page by page: its rows, or why there are none. */
export function List<P extends { data: readonly unknown[]; nextCursor: string | null }>(props: ListProps<P>) {
  const { state, moves, filtered, blank, pages, byTime, summary, children, ...card } = props
  return (
    <ListCard {...card} onShowAll={moves.clear}>
      {(page) => {
        if (page.data.length === 0 && filtered) return <NoMatch onClear={moves.clear} />
        if (page.data.length === 0 && !state.cursor) return <Blank {...blank}>{blank.text}</Blank>
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
