import { signal } from '@preact/signals'
import { ArrowUp, Download, Pause, Play, ScrollText } from 'lucide-preact'
import { useEffect, useReducer, useState } from 'preact/hooks'
import type { LogEntry } from '../../../client/src/generated.ts'
import { EXPORT_FORMATS } from '../../../contract/event-logs.data.ts'
import { formatNumber } from '../../format/language.ts'
import { useCan } from '../../hooks/me.ts'
import { layout } from '../../hooks/media.ts'
import { type UrlState, useUrlState } from '../../hooks/url-state.ts'
import { ListCard, NoMatch, Pages } from '../../lists/list.tsx'
import { FIRST_PAGE } from '../../lists/page-query.ts'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/feedback/async-states.tsx'
import { Note } from '../../ui/feedback/note.tsx'
import { Menu } from '../../ui/overlays/menu.tsx'
import type { PageProps } from '../../ui/page/feature.ts'
import { GuardedPage } from '../../ui/page/guarded-page.tsx'
import { lazy } from '../../ui/page/lazy.tsx'
import { logAt, logParams } from './filter-state.ts'
import { LogFilters } from './filters.tsx'
import { useHeldPage } from './live-page.ts'
import { liveSkipped, liveState, useLiveStream } from './live-stream.ts'
import { useLog } from './queries.ts'
import { LogCards, LogTable } from './table.tsx'

const ExportDialog = lazy(() => import('./export-dialog.tsx').then((it) => it.ExportDialog))
// As tall as the card that follows, so that the list stays where it is.
const LogHistogramCard = lazy(
  () => import('./histogram.tsx').then((it) => it.LogHistogramCard),
  () => <div class="card mb-3 h-33.5" aria-hidden="true" />,
)
const EntryDrawer = lazy(() => import('./entry/entry-drawer.tsx').then((it) => it.EntryDrawer))

/** Outside of the component: the log stays paused when the user leaves the page and returns. */
const paused = signal(false)
const scrolled = signal(false)
/** The last refresh failed: the shown data may be old. */
const failing = signal(false)

/** Beyond this scroll position, in px, the user is reading and not watching. */
const READING_PX = 80

/** The event log: live calls, and a search of past ones. */
export function EventLogsPage({ title, scope }: PageProps) {
  const mayRead = useCan('logs:read')
  return (
    <GuardedPage title={title} scope={scope} filters={mayRead && <LiveSwitch />} actions={mayRead && <ExportMenu />}>
      <Log />
    </GuardedPage>
  )
}

function ExportMenu() {
  const url = useUrlState()
  const [format, setFormat] = useState<('csv' | 'jsonl') | null>(null)
  return (
    <>
      <Menu
        boxed
        small={false}
        label={m.event_logs_export_logs()}
        icon={Download}
        items={() =>
          EXPORT_FORMATS.map((one) => ({
            label: m.event_logs_export_format({ format: one }),
            onSelect: () => setFormat(one),
          }))
        }
      >
        {m.event_logs_export_logs()}
      </Menu>
      {format && <ExportDialog format={format} query={logParams(logAt(url).state)} onClose={() => setFormat(null)} />}
    </>
  )
}

function LiveSwitch() {
  const off = paused.value
  const stuck = !off && failing.value
  return (
    <div class="flex items-center gap-2">
      <span class="dot" data-tone={off ? 'off' : stuck ? 'warn' : 'good'} aria-hidden="true" />
      {/* Wide enough for both words, so that the button stays where it is. */}
      <span class="min-w-13 font-medium">
        {off ? m.event_logs_paused() : stuck ? m.event_logs_reconnecting() : m.event_logs_live()}
      </span>
      <Button
        icon={off ? Play : Pause}
        kind="quiet"
        square
        small
        aria-label={off ? m.event_logs_resume() : m.event_logs_pause()}
        title={off ? m.event_logs_resume() : m.event_logs_pause()}
        onClick={() => {
          paused.value = !off
        }}
      />
      {!off && liveState.value && (
        <span class="hidden text-sm text-faint tabular-nums sm:inline">
          {m.event_logs_rate({
            rate: formatNumber(Math.round(liveState.value.callsPerSecond * 10) / 10),
            connections: liveState.value.connections,
          })}
        </span>
      )}
    </div>
  )
}

function Log() {
  const url = useUrlState()
  const at = logAt(url)
  const { state, moves, filtered } = at
  const { log: openId } = url.query
  const params = logParams(state)
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  /** The mouse is in the table: rows must not move away under it. */
  const [pointed, setPointed] = useState(false)
  useEffect(() => {
    const look = () => {
      scrolled.value = scrollY > READING_PX
    }
    look()
    addEventListener('scroll', look, { passive: true })
    return () => removeEventListener('scroll', look)
  }, [])

  const onFirstPage = state.cursor === ''
  const live = onFirstPage && !params.to
  // A paused log still learns what is new, but does not ask.
  const streaming = useLiveStream(params, live)
  const list = useLog(params, live ? (streaming ? 'stream' : paused.value ? 'off' : 'poll') : 'off')
  useEffect(() => {
    failing.value = list.failureCount > 0 || list.isError
  }, [list.failureCount, list.isError])
  // Entries must not move while the user reads them.
  const follow = !paused.value && !scrolled.value && !pointed && !openId
  const listKey = list.isPlaceholderData ? null : JSON.stringify(params)
  const held = useHeldPage(list.data, listKey, follow, () => redraw(null))
  const phone = layout.value === 'phone'
  const open = (log: string) => url.open({ log })
  const hrefOf = (log: string) => `${url.path}?${new URLSearchParams({ ...url.query, log })}`

  return (
    <>
      <LogHistogramCard {...at} paused={paused.value} />
      <LogFilters {...at} url={url} />
      <SkippedNote />
      <div
        onPointerEnter={(event) => setPointed(event.pointerType === 'mouse')}
        onPointerLeave={() => setPointed(false)}
      >
        <ListCard
          caption={m.event_logs_caption()}
          query={{ ...list, data: held?.page }}
          waiting={{ rows: 12, height: phone ? 'person' : 'dense' }}
          onShowAll={moves.clear}
        >
          {({ data, nextCursor }) => (
            <>
              {held && held.fresh > 0 && onFirstPage && (
                <Fresh
                  count={held.fresh}
                  more={held.fresh === list.data?.data.length && list.data.nextCursor !== null}
                  onShow={() => {
                    held.release()
                    scrollTo({ top: 0 })
                  }}
                />
              )}
              {data.length === 0 ? (
                filtered ? (
                  <NoMatch onClear={moves.clear} />
                ) : (
                  <EmptyState icon={ScrollText} title={m.event_logs_empty_title()}>
                    {m.event_logs_empty_text()}
                  </EmptyState>
                )
              ) : phone ? (
                <LogCards entries={data} onOpen={open} hrefOf={hrefOf} />
              ) : (
                <LogTable entries={data} onOpen={open} hrefOf={hrefOf} openId={openId} />
              )}
              {(data.length > 0 || state.cursor || nextCursor) && (
                <Pages
                  label={m.event_logs_pages()}
                  at={state}
                  turns={moves}
                  nextCursor={list.isPlaceholderData ? null : nextCursor}
                  byTime
                />
              )}
            </>
          )}
        </ListCard>
      </div>
      {openId && <OpenEntry id={openId} url={url} entries={held?.page.data ?? []} hrefOf={hrefOf} />}
    </>
  )
}

type OpenEntryProps = { id: string; url: UrlState; entries: readonly LogEntry[]; hrefOf: (id: string) => string }

/** The drawer with an entry, and what its buttons do with the list. */
function OpenEntry({ id, url, entries, hrefOf }: OpenEntryProps) {
  const at = entries.findIndex((entry) => entry.id === id)
  const to = (index: number) => {
    const entry = at < 0 ? undefined : entries[index]
    return entry && (() => url.open({ log: entry.id }))
  }
  return (
    <EntryDrawer
      id={id}
      hrefOf={hrefOf}
      onClose={() => url.close('log')}
      onPrevious={to(at - 1)}
      onNext={to(at + 1)}
      // On a phone the drawer covers the list that was just filtered.
      onFilter={(filter) => url.push({ ...filter, ...FIRST_PAGE, log: layout.value === 'phone' ? null : id })}
    />
  )
}

/** Entries that the stream left out because too many came at once. */
function SkippedNote() {
  const skipped = liveSkipped.value
  return skipped === 0 ? null : (
    <div class="mb-3" role="status">
      <Note>{m.event_logs_skipped({ count: skipped })}</Note>
    </div>
  )
}

function Fresh({ count, more, onShow }: { count: number; more: boolean; onShow: () => void }) {
  return (
    <div class="sticky top-(--header) z-6 flex h-0 justify-center" role="status">
      <button
        type="button"
        class="mt-0.5 flex h-7 items-center gap-1.5 rounded-full border border-tint-line bg-tint px-3 text-sm font-medium whitespace-nowrap text-primary shadow-menu"
        onClick={onShow}
      >
        <ArrowUp size={14} aria-hidden="true" />
        {more ? m.event_logs_fresh_more({ count }) : m.event_logs_fresh({ count })}
      </button>
    </div>
  )
}
