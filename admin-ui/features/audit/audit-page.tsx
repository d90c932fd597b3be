import { Download, History } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { csvOf } from '../../../contract/csv.ts'
import { downloadText } from '../../format/download.ts'
import { Select } from '../../forms/select.tsx'
import { useCan } from '../../hooks/me.ts'
import { useUrlState } from '../../hooks/url-state.ts'
import { ClearFilters } from '../../lists/filter-bar.tsx'
import { List } from '../../lists/list.tsx'
import { TimeFilter } from '../../lists/time-filter.tsx'
import { Button } from '../../ui/button.tsx'
import type { PageProps } from '../../ui/feature.ts'
import { GuardedPage } from '../../ui/guarded-page.tsx'
import { toastFailed } from '../../ui/toast.ts'
import { words as uiWords } from '../../ui/words.ts'
import { AuditItem } from './audit-item.tsx'
import { type AuditAt, auditAt, auditParams } from './list-state.ts'
import { readAllAudit, useAudit } from './queries.ts'
import { words } from './words.ts'

/** Who changed what, when and from where, with what stood before and after. */
export function AuditLogPage({ title, scope }: PageProps) {
  const mayRead = useCan('audit:read')
  return (
    <GuardedPage title={title} scope={scope} actions={mayRead && <Export />}>
      <AuditList />
    </GuardedPage>
  )
}

function AuditList() {
  const t = words()
  const url = useUrlState()
  const at = auditAt(url)
  const list = useAudit(auditParams(at.state))
  return (
    <>
      <AuditFilters {...at} />
      <List
        {...at}
        caption={t.caption}
        query={list}
        waiting={{ rows: 10, height: 'row' }}
        blank={{ icon: History, title: t.emptyTitle, text: t.emptyText }}
        pages={t.pages}
        byTime
      >
        {({ data }) => (
          <ul aria-label={t.caption}>
            {data.map((entry) => (
              <AuditItem key={entry.id} entry={entry} moves={at.moves} />
            ))}
          </ul>
        )}
      </List>
    </>
  )
}

function AuditFilters({ state, moves, filtered }: AuditAt) {
  const t = words()
  const known = Object.entries(t.actions).map(([value, label]) => ({ value, label }))
  const other = state.action && !(state.action in t.actions) ? [{ value: state.action, label: state.action }] : []
  return (
    <search class="mb-4 flex flex-wrap items-end gap-2" aria-label={uiWords().filters}>
      <Select
        label={t.action}
        value={state.action}
        choices={[{ value: '', label: t.anyAction }, ...known, ...other]}
        onValue={(action) => moves.choose('action', action)}
      />
      <TimeFilter from={state.from} to={state.to} onTime={moves.choose} />
      <ClearFilters filtered={filtered} onClear={moves.clear} />
    </search>
  )
}

/** Saves what passes the filters as CSV. A second press, or leaving the page, gives it up. */
function Export() {
  const t = words()
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
      const entries = await readAllAudit(auditParams(auditAt(url).state), stop.signal, setRows)
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
      downloadText(`audit-log-${new Date().toISOString().slice(0, 10)}.csv`, csvOf([t.columns, ...lines]), 'text/csv')
    } catch {
      if (!stop.signal.aborted) toastFailed(t.exportStopped)
    }
    running.current = null
    setRows(null)
  }
  return (
    <div class="flex items-center gap-3">
      {rows !== null && (
        <p class="text-sm text-soft tabular-nums" role="status">
          {t.exporting(rows)}
        </p>
      )}
      <Button icon={Download} onClick={run}>
        {rows === null ? t.export : uiWords().cancel}
      </Button>
    </div>
  )
}
