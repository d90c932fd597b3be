import { BellOff, CircleCheck } from 'lucide-preact'
import type { Alert } from '../../../client/src/generated.ts'
import { choicesOf } from '../../forms/select.tsx'
import { useCan } from '../../hooks/me.ts'
import { type UrlState, useUrlState } from '../../hooks/url-state.ts'
import { ChosenBar } from '../../lists/chosen-bar.tsx'
import { FilterBar } from '../../lists/filter-bar.tsx'
import { List } from '../../lists/list.tsx'
import { useSelection } from '../../lists/selection.ts'
import { Button } from '../../ui/button.tsx'
import type { PageProps } from '../../ui/feature.ts'
import { GuardedPage } from '../../ui/guarded-page.tsx'
import { lazy } from '../../ui/lazy.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { AlertItem } from './alert-item.tsx'
import { alertParams, alertsAt, KINDS, SEVERITIES, STATUSES } from './list-state.ts'
import { useAlerts, useSettle } from './queries.ts'
import { SilentNote } from './silent-note.tsx'
import { words } from './words.ts'

const RulesTab = lazy(() => import('./rules-tab.tsx').then((it) => it.RulesTab))

const TABS = ['list', 'rules'] as const

/** What somebody should know or do: found by status, kind and severity, and resolved here. */
export function AlertsPage({ title, scope }: PageProps) {
  const t = words()
  const mayWrite = useCan('alerts:write')
  const url = useUrlState()
  const tab = TABS.find((one) => one === url.query.tab) ?? 'list'
  // Filters and pages belong to the list.
  const show = (next: (typeof TABS)[number]) => url.only({ tab: next === 'list' ? null : next })
  return (
    <GuardedPage title={title} scope={scope} viewOnly={!mayWrite && t.viewOnly}>
      <Tabs label={t.views} value={tab} tabs={TABS.map((value) => ({ value, label: t[value] }))} onValue={show}>
        {tab === 'rules' ? <RulesTab /> : <AlertList url={url} onRules={() => show('rules')} />}
      </Tabs>
    </GuardedPage>
  )
}

function AlertList({ url, onRules }: { url: UrlState; onRules: () => void }) {
  const t = words()
  const mayWrite = useCan('alerts:write')
  const at = alertsAt(url)
  const list = useAlerts(alertParams(at.state))
  const selection = useSelection(JSON.stringify(alertParams(at.state)))
  const settle = useSettle()
  const open = list.data?.data.filter((alert) => alert.status === 'open') ?? []
  const chosen = selection.among(open)
  const flip = (alert: Alert) =>
    settle.mutate({ ids: [alert.id], status: alert.status === 'open' ? 'resolved' : 'open' })
  return (
    <>
      <FilterBar
        {...at}
        filters={[
          { name: 'status', label: t.status, choices: choicesOf(STATUSES, t.statuses) },
          { name: 'kind', label: t.kind, choices: choicesOf(KINDS, t.kinds, t.anyKind) },
          { name: 'severity', label: t.severity, choices: choicesOf(SEVERITIES, t.severities, t.anySeverity) },
        ]}
      />
      <SilentNote onRules={onRules} />
      <List
        {...at}
        caption={t.caption}
        query={list}
        waiting={{ rows: 6, height: 'card' }}
        blank={{ icon: BellOff, title: t.emptyTitle, text: t.emptyText }}
        pages={t.pages}
        byTime
        summary={(page) => t.open(page.open)}
      >
        {({ data }) => (
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
                {uiWords().selectPage}
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
          </>
        )}
      </List>
      {chosen.length > 0 && (
        <ChosenBar label={t.bar} text={t.chosen(chosen.length)} onClear={selection.clear}>
          <Button
            small
            icon={CircleCheck}
            busy={settle.isPending}
            onClick={() => settle.mutate({ ids: chosen.map((alert) => alert.id), status: 'resolved' })}
          >
            {t.resolve}
          </Button>
        </ChosenBar>
      )}
    </>
  )
}
