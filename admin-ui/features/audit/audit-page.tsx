import { Download, History } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { AuditEntry } from '../../../client/src/generated.ts'
import { AUDIT_ACTIONS } from '../../../contract/audit.data.ts'
import { csvOf } from '../../../contract/lib/csv.ts'
import { downloadText } from '../../format/download.ts'
import { now } from '../../hooks/clock.ts'
import { useCan } from '../../hooks/me.ts'
import { useUrlState } from '../../hooks/url-state.ts'
import { ClearFilters, FilterChip } from '../../lists/filter-bar.tsx'
import { List } from '../../lists/list.tsx'
import { TimeRangeFilter } from '../../lists/time-filter.tsx'
import { TIME_RANGES } from '../../lists/time-range.ts'
import { m } from '../../messages/index.ts'
import { Button } from '../../ui/button.tsx'
import { toastFailed } from '../../ui/feedback/toast.ts'
import type { PageProps } from '../../ui/page/feature.ts'
import { GuardedPage } from '../../ui/page/guarded-page.tsx'
import { AuditDrawer } from './audit-drawer.tsx'
import { AuditRows } from './audit-table.tsx'
import { type AuditAt, auditAt, auditParams } from './list-state.ts'
import { readAllAudit, useAudit } from './queries.ts'

/** The audit log: who changed what, when and from where, with the values before and after. */
export function AuditLogPage({ title, scope }: PageProps) {
  const mayRead = useCan('audit:read')
  return (
    <GuardedPage title={title} scope={scope} actions={mayRead && <Export />}>
      <AuditList />
    </GuardedPage>
  )
}

function AuditList() {
  const url = useUrlState()
  const at = auditAt(url)
  const list = useAudit(auditParams(at.state, now.value))
  const entries = list.data?.data ?? []
  const index = entries.findIndex(({ id }) => id === url.query.entry)
  const opened = entries[index]
  const open = ({ id }: AuditEntry) => url.open({ entry: id })
  const step = (to: number) => {
    const next = entries[to]
    return next && (() => open(next))
  }
  return (
    <>
      <AuditFilters {...at} entries={entries} />
      <List
        {...at}
        caption={m.audit_caption()}
        query={list}
        waiting={{ rows: 20, height: 'row' }}
        blank={{ icon: History, title: m.audit_empty_title(), text: m.audit_empty_text() }}
        pages={m.audit_pages()}
        byTime
      >
        {({ data }) =>
          data.length === 0 ? (
            <p class="px-4 py-6 text-center text-soft">{m.ui_older_may_match()}</p>
          ) : (
            <AuditRows entries={data} moves={at.moves} openId={opened?.id} onOpen={open} />
          )
        }
      </List>
      {opened && (
        <AuditDrawer
          entry={opened}
          moves={at.moves}
          onClose={() => url.close('entry')}
          onPrevious={step(index - 1)}
          onNext={step(index + 1)}
        />
      )}
    </>
  )
}

/** The filters as chips. A name that was clicked is a chip too, with a button that clears it. */
function AuditFilters({ state, moves, filtered, entries }: AuditAt & { entries: readonly AuditEntry[] }) {
  const known = AUDIT_ACTIONS.map((action) => ({ value: action as string, label: m.audit_action_name({ action }) }))
  const isOther = state.action !== '' && !known.some(({ value }) => value === state.action)
  const other = isOther ? [{ value: state.action, label: state.action }] : []
  const target = entries.find((entry) => entry.target.id === state.target)?.target.name
  const actor = entries.find((entry) => entry.actor.id === state.actor)?.actor.name
  const named = (label: string, id: string, name: string | undefined, filter: 'target' | 'actor') =>
    id !== '' && (
      <FilterChip
        label={label}
        value={id}
        choices={[
          { value: '', label: m.audit_any() },
          { value: id, label: name ?? id },
        ]}
        onValue={(value) => moves.choose(filter, value)}
      />
    )
  return (
    <search class="mb-3 flex flex-wrap items-center gap-2" aria-label={m.ui_filters()}>
      <FilterChip
        label={m.audit_action()}
        value={state.action}
        choices={[{ value: '', label: m.audit_any_action() }, ...known, ...other]}
        onValue={(action) => moves.choose('action', action)}
      />
      {named(m.audit_column_target(), state.target, target, 'target')}
      {named(m.audit_column_actor(), state.actor, actor, 'actor')}
      <TimeRangeFilter label={m.audit_time()} ranges={TIME_RANGES} state={state} moves={moves} />
      <ClearFilters filtered={filtered} onClear={moves.clear} />
    </search>
  )
}

/** Saves the entries that match the filters as CSV. A second click, or leaving the page, cancels it. */
function Export() {
  const url = useUrlState()
  const [rows, setRows] = useState<number | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const run = async () => {
    if (running.current) return running.current.abort()
    const stop = new AbortController()
    running.current = stop
    setRows(0)
    try {
      const entries = await readAllAudit(auditParams(auditAt(url).state, Date.now()), stop.signal, setRows)
      const lines = entries.map((one) => [
        one.time,
        one.actor.name,
        one.action,
        one.target.name,
        JSON.stringify(one.before),
        JSON.stringify(one.after),
        one.ip,
        one.requestId,
      ])
      downloadText(
        `audit-log-${new Date().toISOString().slice(0, 10)}.csv`,
        csvOf([
          [
            m.audit_column_time(),
            m.audit_column_actor(),
            m.audit_column_action(),
            m.audit_column_target(),
            m.audit_column_before(),
            m.audit_column_after(),
            m.audit_column_ip(),
            m.audit_column_request_id(),
          ],
          ...lines,
        ]),
        'text/csv',
      )
    } catch {
      if (!stop.signal.aborted) toastFailed(m.audit_export_stopped())
    }
    running.current = null
    setRows(null)
  }
  return (
    <div class="flex items-center gap-3">
      {rows !== null && (
        <p class="text-sm text-soft tabular-nums" role="status">
          {m.audit_exporting({ rows })}
        </p>
      )}
      <Button icon={Download} onClick={run}>
        {rows === null ? m.audit_export() : m.ui_cancel()}
      </Button>
    </div>
  )
}
