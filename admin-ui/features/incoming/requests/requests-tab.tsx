import { Inbox, RotateCw } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { refusedFields } from '../../../forms/form.ts'
import { now } from '../../../hooks/clock.ts'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import { useActiveFilter } from '../../../lists/active-filters.ts'
import { BulkBar } from '../../../lists/bulk-bar.tsx'
import { ClearFilters } from '../../../lists/filter-bar.tsx'
import { List } from '../../../lists/list.tsx'
import { selectedOnDesktop, useSelection } from '../../../lists/selection.ts'
import { TimeRangeFilter } from '../../../lists/time-filter.tsx'
import { TIME_RANGES } from '../../../lists/time-range.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import type { TabProps } from '../webhook/routes.ts'
import { useRequests } from './queries.ts'
import { ReplayJobBar } from './replay-job-bar.tsx'
import { type ReplayFilter, useReplayCount } from './replay-jobs.ts'
import { replayFilterOf, requestParams, requestsAt, VERDICT_CHOICES } from './request-state.ts'
import { RequestCards, RequestTable } from './request-table.tsx'

const ReplayDialog = lazy(() => import('./replay-dialog.tsx').then((it) => it.ReplayDialog))
const ReplayAllDialog = lazy(() => import('./replay-all-dialog.tsx').then((it) => it.ReplayAllDialog))
const Drawer = lazy(() => import('./request-drawer.tsx').then((it) => it.RequestDrawer))

/** The requests of an incoming webhook: filter, open and replay them. */
export function RequestsTab({ webhook, url }: TabProps) {
  const mayWrite = useCan('incoming:write')
  const at = requestsAt(url)
  const { state } = at
  const list = useRequests(webhook.id, requestParams(state, now.value), state.cursor === '')
  const phone = layout.value === 'phone'
  const { request } = url.query
  const asked = useSticky(request)
  const selection = useSelection(JSON.stringify([state, webhook.id]))
  const chosen = selectedOnDesktop(selection, list.data)
  const open = (id: string) => url.open({ request: id })
  const replayable = replayFilterOf(state, now.value)
  const newest = list.data?.data.find(({ verdict }) => verdict === replayable?.verdict)?.id
  const count = useReplayCount(webhook.id, mayWrite && list.data ? replayable : null, newest)
  const many = count.data?.count ?? 0
  // The dialog says why, and what to do.
  const isTooMany = Object.keys(refusedFields(count.error)).length > 0
  const [startedId, setStartedId] = useState<string>()
  const [replayed, setReplayed] = useState<ReplayFilter | null>(null)
  return (
    <>
      <div class={chosen.length > 0 ? 'mb-3' : ''}>
        <BulkBar
          label={m.incoming_bulk_bar()}
          text={m.incoming_bulk_selected({ count: chosen.length })}
          rows={chosen.map((one) => ({ ...one, webhookId: webhook.id }))}
          actions={[{ action: 'replay', icon: RotateCw, label: m.incoming_bulk_replay() }]}
          dialog={ReplayDialog}
          onClear={selection.clear}
        />
      </div>
      <ReplayJobBar webhook={webhook} startedId={startedId} mayCancel={mayWrite} />
      {chosen.length === 0 && (
        <Filters {...at}>
          {mayWrite && replayable && (many > 0 || isTooMany) && (
            <Button icon={RotateCw} class="ml-auto" onClick={() => setReplayed(replayable)}>
              {many > 0
                ? m.incoming_replay_all({ verdict: replayable.verdict, count: many })
                : m.incoming_replay_every({ verdict: replayable.verdict })}
            </Button>
          )}
        </Filters>
      )}
      <List
        {...at}
        caption={m.incoming_requests()}
        query={list}
        waiting={{ rows: 10, height: phone ? 'person' : 'dense' }}
        // An empty later page keeps the button to the first page.
        filtered={at.filtered && !state.cursor}
        blank={{
          icon: Inbox,
          title: m.incoming_requests_empty_title(),
          text: m.incoming_requests_empty_text(),
        }}
        pages={m.incoming_request_pages()}
        byTime
      >
        {({ data }) =>
          phone ? (
            <RequestCards requests={data} onOpen={open} />
          ) : (
            <RequestTable requests={data} onOpen={open} openId={request} selection={mayWrite ? selection : undefined} />
          )
        }
      </List>
      {replayed && (
        <ReplayAllDialog
          webhookId={webhook.id}
          filter={replayed}
          onClose={() => setReplayed(null)}
          onStarted={setStartedId}
        />
      )}
      {asked && request && (
        <Drawer
          webhook={webhook}
          id={request}
          ids={list.data?.data.map(({ id }) => id) ?? []}
          url={url}
          onClose={() => url.close('request')}
        />
      )}
    </>
  )
}

type FiltersProps = ReturnType<typeof requestsAt> & { children: ComponentChildren }

function Filters({ state, moves, filtered, children }: FiltersProps) {
  useActiveFilter(
    state.verdict &&
      m.filters_value({ filter: m.incoming_verdict(), value: m.incoming_verdict_name({ verdict: state.verdict }) }),
  )
  return (
    <search class="mb-3 flex min-w-0 flex-wrap items-center gap-2" aria-label={m.ui_filters()}>
      <div class="max-w-full overflow-x-auto">
        <Segmented
          label={m.incoming_verdict()}
          value={state.verdict}
          choices={VERDICT_CHOICES.map((verdict) => ({
            value: verdict,
            label: verdict ? m.incoming_verdict_name({ verdict }) : m.incoming_all_verdicts(),
          }))}
          onValue={(verdict) => moves.choose('verdict', verdict)}
        />
      </div>
      <TimeRangeFilter label={m.incoming_time()} ranges={TIME_RANGES} state={state} moves={moves} />
      <ClearFilters filtered={filtered} onClear={moves.clear} />
      {children}
    </search>
  )
}
