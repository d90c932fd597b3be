import { signal } from '@preact/signals'
import { ArrowUp, Download, Pause, Play, ScrollText } from 'lucide-preact'
import { useEffect, useReducer, useState } from 'preact/hooks'
import { useCan } from '../../hooks/me.ts'
import { layout } from '../../hooks/media.ts'
import { useUrlState } from '../../hooks/url-state.ts'
import { ListCard, Pages } from '../../lists/list.tsx'
import { Blank, NoMatch } from '../../ui/async-states.tsx'
import { Button } from '../../ui/button.tsx'
import type { PageProps } from '../../ui/feature.ts'
import { GuardedPage } from '../../ui/guarded-page.tsx'
import { lazy } from '../../ui/lazy.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Note } from '../../ui/note.tsx'
import { logAt, logParams } from './filter-state.ts'
import { LogFilters } from './filters.tsx'
import { useHeldPage } from './live-page.ts'
import { liveSkipped, liveState, liveWarning, useLiveStream } from './live-stream.ts'
import { useLog } from './queries.ts'
import { StatsStrip } from './stats-strip.tsx'
import { LogCards, LogTable } from './table.tsx'
import { words } from './words.ts'

const ExportDialog = lazy(() => import('./export-dialog.tsx').then((it) => it.ExportDialog))
const DetailsDialog = lazy(() => import('./details-dialog.tsx').then((it) => it.DetailsDialog))

const FORMATS: readonly ('csv' | 'jsonl')[] = ['csv', 'jsonl']

/** Outlives the page: who paused the log finds it paused when they come back to it. */
const paused = signal(false)
const scrolled = signal(false)
/** The last refresh failed: what is shown may be old. */
const failing = signal(false)

/** How far down, in px, somebody is reading rather than watching. */
const READING_PX = 80

/** Every call as it happens, and the search through those that did. */
export function EventLogsPage({ title, scope }: PageProps) {
  const url = useUrlState()
  const mayRead = useCan('logs:read')
  const maySeeStats = useCan('stats:read')
  return (
    <GuardedPage
      title={title}
      scope={scope}
      actions={
        mayRead && (
          <>
            <ExportMenu />
            <LiveSwitch />
          </>
        )
      }
    >
      {maySeeStats && <StatsStrip />}
      <Log />
      {url.query.log && <DetailsDialog key={url.query.log} id={url.query.log} onClose={() => url.close('log')} />}
    </GuardedPage>
  )
}

function ExportMenu() {
  const t = words()
  const url = useUrlState()
  const [format, setFormat] = useState<('csv' | 'jsonl') | null>(null)
  return (
    <>
      <Menu
        label={t.exportLogs}
        icon={Download}
        items={() => FORMATS.map((one) => ({ label: t.exportAs[one], onSelect: () => setFormat(one) }))}
      >
        {t.exportLogs}
      </Menu>
      {format && <ExportDialog format={format} query={logParams(logAt(url).state)} onClose={() => setFormat(null)} />}
    </>
  )
}

function LiveSwitch() {
  const t = words()
  const off = paused.value
  const stuck = !off && failing.value
  return (
    <div class="flex items-center gap-2">
      {!off && liveState.value && (
        <span class="hidden text-sm text-soft tabular-nums sm:inline">
          {t.rate(liveState.value.callsPerSecond, liveState.value.connections)}
        </span>
      )}
      <span class="flex items-center gap-2 text-sm text-soft">
        <span class={`size-2 rounded-full ${off ? 'bg-edge' : stuck ? 'bg-warn' : 'bg-good'}`} aria-hidden="true" />
        {off ? t.paused : stuck ? t.reconnecting : t.live}
      </span>
      <Button
        icon={off ? Play : Pause}
        square
        small
        aria-label={off ? t.resume : t.pause}
        title={off ? t.resume : t.pause}
        onClick={() => {
          paused.value = !off
        }}
      />
    </div>
  )
}

function Log() {
  const t = words()
  const url = useUrlState()
  const at = logAt(url)
  const { state, moves, filtered } = at
  const params = logParams(state)
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const look = () => {
      scrolled.value = scrollY > READING_PX
    }
    look()
    addEventListener('scroll', look, { passive: true })
    return () => removeEventListener('scroll', look)
  }, [])

  const onFirstPage = state.cursor === ''
  const live = onFirstPage && !paused.value && !params.to
  const streaming = useLiveStream(params, live)
  const list = useLog(params, live ? (streaming ? 'stream' : 'poll') : 'off')
  useEffect(() => {
    failing.value = list.failureCount > 0 || list.isError
  }, [list.failureCount, list.isError])
  // An entry that somebody reads must not move: only the top of the unfiltered log runs by itself.
  const follow = !filtered && !scrolled.value && !url.query.log
  const listKey = list.isPlaceholderData ? null : JSON.stringify(params)
  const held = useHeldPage(list.data, listKey, follow, () => redraw(null))
  const phone = layout.value === 'phone'

  return (
    <>
      <LogFilters {...at} />
      <LiveNotes />
      <ListCard
        caption={t.caption}
        query={{ ...list, data: held?.page }}
        waiting={{ rows: 12, height: phone ? 'card' : 'dense' }}
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
                <Blank icon={ScrollText} title={t.emptyTitle}>
                  {t.emptyText}
                </Blank>
              )
            ) : phone ? (
              <LogCards entries={data} onOpen={(log) => url.open({ log })} />
            ) : (
              <LogTable entries={data} onOpen={(log) => url.open({ log })} />
            )}
            {(data.length > 0 || state.cursor || nextCursor) && (
              <Pages
                label={t.pages}
                at={state}
                turns={moves}
                nextCursor={list.isPlaceholderData ? null : nextCursor}
                byTime
              />
            )}
          </>
        )}
      </ListCard>
    </>
  )
}

/** What the stream has to say beside its entries. */
function LiveNotes() {
  const t = words()
  const warning = liveWarning.value
  const skipped = liveSkipped.value
  if (!warning && skipped === 0) return null
  return (
    <div class="mb-3 flex flex-col gap-2" role="status">
      {warning && <Note tone="warn">{t.nearLimit(warning)}</Note>}
      {skipped > 0 && <Note>{t.skipped(skipped)}</Note>}
    </div>
  )
}

function Fresh({ count, more, onShow }: { count: number; more: boolean; onShow: () => void }) {
  const t = words()
  return (
    <div class="sticky top-28 z-5 flex h-0 justify-center lg:top-4" role="status">
      <Button class="mt-1 h-9.5 shadow-raised" kind="primary" small icon={ArrowUp} onClick={onShow}>
        {t.fresh(count, more)}
      </Button>
    </div>
  )
}
