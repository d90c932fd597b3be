import { BellOff, CircleCheck } from 'lucide-preact'
import { useRef } from 'preact/hooks'
import type { Alert } from '../../../client/src/generated.ts'
import { ALERT_KINDS } from '../../../contract/alerts.data.ts'
import { formatNumber } from '../../format/language.ts'
import { choicesOf } from '../../forms/select.tsx'
import { useCan } from '../../hooks/me.ts'
import { type UrlState, useUrlState } from '../../hooks/url-state.ts'
import { ClearFilters, FilterBar } from '../../lists/filter-bar.tsx'
import { List } from '../../lists/list.tsx'
import { useSelection } from '../../lists/selection.ts'
import { SelectionBar } from '../../lists/selection-bar.tsx'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import type { PageProps } from '../../ui/page/feature.ts'
import { GuardedPage } from '../../ui/page/guarded-page.tsx'
import { lazy } from '../../ui/page/lazy.tsx'
import { Tabs } from '../../ui/page/tabs.tsx'
import { AlertDrawer } from './alert-drawer.tsx'
import { AlertRows } from './alert-table.tsx'
import { type AlertsAt, alertParams, alertsAt, KINDS, SEVERITIES, TABS } from './list-state.ts'
import { useAlerts, useOpenAlerts, useResolveAlerts } from './queries.ts'
import { SilentNote } from './silent-note.tsx'

type Settle = ReturnType<typeof useResolveAlerts>

const RulesTab = lazy(() => import('./rules-tab.tsx').then((it) => it.RulesTab))

/** The alerts: those that are open, those that are resolved, and the rules by which they are raised. */
export function AlertsPage({ title, scope }: PageProps) {
  const mayWrite = useCan('alerts:write')
  const url = useUrlState()
  const { tab } = alertsAt(url)
  const open = useOpenAlerts(useCan('alerts:read'))?.open
  const counts = { open, resolved: undefined, rules: ALERT_KINDS.length }
  // Filters and pagination belong to the list.
  const show = (next: (typeof TABS)[number]) => url.only({ tab: next === 'open' ? null : next })
  return (
    <GuardedPage title={title} scope={scope} viewOnly={tab !== 'rules' && !mayWrite && m.alerts_view_only()}>
      <Tabs
        label={m.alerts_views()}
        value={tab}
        tabs={TABS.map((value) => {
          const count = counts[value]
          return { value, label: m.alerts_tab({ tab: value }), count: count ? formatNumber(count) : undefined }
        })}
        onValue={show}
      >
        {tab === 'rules' ? <RulesTab /> : <AlertList url={url} onRules={() => show('rules')} />}
      </Tabs>
    </GuardedPage>
  )
}

function AlertList({ url, onRules }: { url: UrlState; onRules: () => void }) {
  const at = alertsAt(url)
  const list = useAlerts(alertParams(at.state))
  const selection = useSelection(JSON.stringify(alertParams(at.state)))
  const settle = useResolveAlerts()
  const busy = settle.isPending ? settle.variables.ids : []
  const alerts = list.data?.data ?? []
  const chosen = selection.among(alerts.filter(({ status }) => status === 'open'))
  const opened = useOpened(alerts, url.query.alert, settle)
  const index = alerts.findIndex(({ id }) => id === opened?.id)
  const open = ({ id }: Alert) => url.open({ alert: id })
  const step = (to: number) => {
    const next = index < 0 ? undefined : alerts[to]
    return next && (() => open(next))
  }
  const blank = !at.filtered && !at.state.cursor && list.data?.data.length === 0
  const flip = ({ id, status }: Alert) => settle.mutate({ ids: [id], status: status === 'open' ? 'resolved' : 'open' })
  return (
    <>
      <div class="mb-3 min-h-8">
        {chosen.length > 0 ? (
          <SelectionBar
            label={m.alerts_bar()}
            text={m.alerts_selected({ count: chosen.length })}
            onClear={selection.clear}
          >
            <Button
              small
              icon={CircleCheck}
              busy={settle.isPending}
              onClick={() => settle.mutate({ ids: chosen.map((alert) => alert.id), status: 'resolved' })}
            >
              {m.alerts_resolve()}
            </Button>
          </SelectionBar>
        ) : (
          !blank && <AlertFilters {...at} />
        )}
      </div>
      {at.tab === 'open' && <SilentNote onRules={onRules} />}
      <List
        {...at}
        caption={m.alerts_caption()}
        query={list}
        waiting={{ rows: 10, height: 'row' }}
        blank={{
          icon: BellOff,
          title: m.alerts_empty_title({ tab: at.tab }),
          text: m.alerts_empty_text({ tab: at.tab }),
        }}
        pages={m.alerts_pages()}
        byTime
        summary={(page) => m.alerts_open({ count: page.open })}
      >
        {({ data }) => (
          <AlertRows
            alerts={data}
            selection={selection}
            busy={busy}
            openId={opened?.id}
            onOpen={open}
            onSettle={flip}
          />
        )}
      </List>
      {opened && (
        <AlertDrawer
          alert={opened}
          busy={busy.includes(opened.id)}
          onSettle={() => flip(opened)}
          onClose={() => url.close('alert')}
          onPrevious={step(index - 1)}
          onNext={step(index + 1)}
        />
      )}
    </>
  )
}

/**
 * The alert that the URL names. Once it is resolved it leaves the list of open ones, but stays open beside it until
 * another is chosen.
 */
function useOpened(alerts: readonly Alert[], id: string | undefined, settle: Settle): Alert | undefined {
  const last = useRef<Alert | null>(null)
  const listed = alerts.find((alert) => alert.id === id)
  if (listed) last.current = listed
  const before = last.current
  if (listed || !before || before.id !== id) return listed
  if (settle.isSuccess && settle.variables.ids.includes(id)) {
    last.current = { ...before, status: settle.variables.status, resolvedAt: null, resolvedBy: null }
  }
  return last.current ?? undefined
}

function AlertFilters({ state, moves, filtered }: AlertsAt) {
  return (
    <div class="flex flex-wrap items-center gap-2">
      <FilterBar
        state={state}
        moves={moves}
        filters={[
          {
            name: 'kind',
            label: m.alerts_kind(),
            choices: choicesOf(KINDS, (kind) => m.alerts_kind_name({ kind }), m.alerts_any_kind()),
          },
          {
            name: 'severity',
            label: m.alerts_severity(),
            choices: choicesOf(SEVERITIES, (severity) => m.alerts_severity_name({ severity }), m.alerts_any_severity()),
          },
        ]}
      />
      <ClearFilters filtered={filtered} onClear={moves.clear} />
    </div>
  )
}
