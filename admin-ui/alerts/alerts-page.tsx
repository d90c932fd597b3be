import { BellOff, CircleCheck, X } from 'lucide-preact'
import type { Alert } from '../../contract/alerts.ts'
import { useCan } from '../identity/me.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { later } from '../parts/later.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Pagination } from '../parts/pagination.tsx'
import { Select } from '../parts/select.tsx'
import { useSelection } from '../parts/selection.ts'
import { SkeletonRows } from '../parts/skeleton.tsx'
import { Blank, Forbidden, Loaded, NoMatch } from '../parts/states.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useTitle } from '../parts/title.ts'
import { type UrlState, useUrlState } from '../parts/url-state.ts'
import { words as partsWords } from '../parts/words.ts'
import { AlertItem } from './alert-item.tsx'
import {
  type AlertsState,
  alertMoves,
  alertParams,
  isFiltered,
  KINDS,
  readAlerts,
  SEVERITIES,
  STATUSES,
} from './list-state.ts'
import { useAlerts, useSettle } from './queries.ts'
import { SilentNote } from './silent-note.tsx'
import { words } from './words.ts'

const RulesTab = later(() => import('./rules-tab.tsx').then((it) => it.RulesTab))

const TABS = ['list', 'rules'] as const

/** What somebody should know or do: found by status, kind and severity, and resolved here. */
export function AlertsPage() {
  const t = words()
  useTitle(t.title)
  const mayRead = useCan('alerts:read')
  const mayWrite = useCan('alerts:write')
  const url = useUrlState()
  const tab = TABS.find((one) => one === url.query.tab) ?? 'list'
  // Filters and pages belong to the list.
  const show = (next: (typeof TABS)[number]) => url.only({ tab: next === 'list' ? null : next })
  return (
    <>
      <PageHeader title={t.title}>{mayRead && !mayWrite && <p class="text-sm text-soft">{t.viewOnly}</p>}</PageHeader>
      {mayRead ? (
        <Tabs label={t.views} value={tab} tabs={TABS.map((value) => ({ value, label: t[value] }))} onValue={show}>
          {tab === 'rules' ? <RulesTab /> : <AlertList url={url} onRules={() => show('rules')} />}
        </Tabs>
      ) : (
        <Forbidden detail={partsWords().missingScope('alerts:read')} />
      )}
    </>
  )
}

function AlertList({ url, onRules }: { url: UrlState; onRules: () => void }) {
  const t = words()
  const mayWrite = useCan('alerts:write')
  const state = readAlerts(url.query)
  const moves = alertMoves(url, state)
  const list = useAlerts(alertParams(state))
  const selection = useSelection(JSON.stringify(alertParams(state)))
  const settle = useSettle()
  const open = list.data?.data.filter((alert) => alert.status === 'open') ?? []
  const chosen = open.filter((alert) => selection.has(alert.id))
  const flip = (alert: Alert) =>
    settle.mutate({ ids: [alert.id], status: alert.status === 'open' ? 'resolved' : 'open' })
  return (
    <>
      <AlertFilters state={state} moves={moves} />
      <SilentNote onRules={onRules} />
      <section class="card min-w-0" aria-label={t.caption} aria-busy={list.isPlaceholderData}>
        <Loaded query={list} waiting={<SkeletonRows rows={6} height="card" />}>
          {({ data, nextCursor, open: openInAll }) => {
            if (data.length === 0 && isFiltered(state)) return <NoMatch onClear={moves.clear} />
            if (data.length === 0 && !state.cursor) {
              return (
                <Blank icon={BellOff} title={t.emptyTitle}>
                  {t.emptyText}
                </Blank>
              )
            }
            return (
              <>
                {mayWrite && open.length > 1 && (
                  <label class="flex items-center gap-3 border-b border-line px-4 py-2 text-sm text-soft">
                    <input
                      type="checkbox"
                      checked={chosen.length === open.length}
                      indeterminate={chosen.length > 0 && chosen.length < open.length}
                      onChange={({ currentTarget: { checked } }) =>
                        selection.choose(checked ? open.map((alert) => alert.id) : [])
                      }
                    />
                    {t.selectPage}
                  </label>
                )}
                <ul aria-label={t.caption}>
                  {data.map((alert) => (
                    <AlertItem
                      key={alert.id}
                      alert={alert}
                      chosen={selection.has(alert.id)}
                      busy={settle.isPending && settle.variables.ids.includes(alert.id)}
                      onChosen={() => selection.flip(alert.id)}
                      onSettle={() => flip(alert)}
                    />
                  ))}
                </ul>
                <Pagination
                  label={t.pages}
                  previous={t.newer}
                  next={t.older}
                  onPrevious={state.cursor ? moves.previous : undefined}
                  onNext={nextCursor && !list.isPlaceholderData ? () => moves.next(nextCursor) : undefined}
                >
                  {t.page(state.page)} · {t.open(openInAll)}
                </Pagination>
              </>
            )
          }}
        </Loaded>
      </section>
      {chosen.length > 0 && (
        <section
          class="card sticky bottom-4 z-10 mt-3 flex w-fit max-w-full flex-wrap items-center gap-2 py-2 pr-2 pl-4 shadow-raised"
          aria-label={t.bar}
        >
          <p class="mr-2 font-medium tabular-nums" role="status">
            {t.chosen(chosen.length)}
          </p>
          <Button
            small
            icon={CircleCheck}
            busy={settle.isPending}
            onClick={() => settle.mutate({ ids: chosen.map((alert) => alert.id), status: 'resolved' })}
          >
            {t.resolve}
          </Button>
          <IconButton icon={X} label={t.clear} onClick={() => selection.choose([])} />
        </section>
      )}
    </>
  )
}

function AlertFilters({ state, moves }: { state: AlertsState; moves: ReturnType<typeof alertMoves> }) {
  const t = words()
  return (
    <search class="mb-4 flex flex-wrap gap-2">
      <Select
        label={t.status}
        hideLabel
        value={state.status}
        choices={STATUSES.map((value) => ({ value, label: t.statuses[value] }))}
        onValue={(status) => moves.filter({ status })}
      />
      <Select
        label={t.kind}
        hideLabel
        value={state.kind}
        choices={[{ value: '', label: t.anyKind }, ...KINDS.map((value) => ({ value, label: t.kinds[value] }))]}
        onValue={(kind) => moves.filter({ kind })}
      />
      <Select
        label={t.severity}
        hideLabel
        value={state.severity}
        choices={[
          { value: '', label: t.anySeverity },
          ...SEVERITIES.map((value) => ({ value, label: t.severities[value] })),
        ]}
        onValue={(severity) => moves.filter({ severity })}
      />
    </search>
  )
}
