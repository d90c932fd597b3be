import { Download, History } from 'lucide-preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { csvOf } from '../../contract/csv.ts'
import { useCan } from '../identity/me.ts'
import { Button } from '../parts/button.tsx'
import { downloadText } from '../parts/download.ts'
import { TextField } from '../parts/field.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Pagination } from '../parts/pagination.tsx'
import { Select } from '../parts/select.tsx'
import { SkeletonRows } from '../parts/skeleton.tsx'
import { Blank, Forbidden, Loaded, NoMatch } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { toastFailed } from '../parts/toast.ts'
import { useUrlState } from '../parts/url-state.ts'
import { words as partsWords } from '../parts/words.ts'
import { AuditItem } from './audit-item.tsx'
import { type AuditState, auditMoves, auditParams, isFiltered, readAudit } from './list-state.ts'
import { readAllAudit, useAudit } from './queries.ts'
import { words } from './words.ts'

/** Who changed what, when and from where, with what stood before and after. */
export function AuditLogPage() {
  const t = words()
  useTitle(t.title)
  const mayRead = useCan('audit:read')
  return mayRead ? (
    <AuditList />
  ) : (
    <>
      <PageHeader title={t.title} />
      <Forbidden detail={partsWords().missingScope('audit:read')} />
    </>
  )
}

function AuditList() {
  const t = words()
  const url = useUrlState()
  const state = readAudit(url.query)
  const moves = auditMoves(url, state)
  const list = useAudit(auditParams(state))
  return (
    <>
      <PageHeader title={t.title}>
        <Export state={state} />
      </PageHeader>
      <AuditFilters state={state} moves={moves} />
      <section class="card min-w-0" aria-label={t.caption} aria-busy={list.isPlaceholderData}>
        <Loaded query={list} waiting={<SkeletonRows rows={10} height="row" />}>
          {({ data, nextCursor }) => {
            if (data.length === 0 && isFiltered(state)) return <NoMatch onClear={moves.clear} />
            if (data.length === 0 && !state.cursor) {
              return (
                <Blank icon={History} title={t.emptyTitle}>
                  {t.emptyText}
                </Blank>
              )
            }
            return (
              <>
                <ul aria-label={t.caption}>
                  {data.map((entry) => (
                    <AuditItem key={entry.id} entry={entry} moves={moves} />
                  ))}
                </ul>
                <Pagination
                  label={t.pages}
                  previous={t.newer}
                  next={t.older}
                  onPrevious={state.cursor ? moves.previous : undefined}
                  onNext={nextCursor && !list.isPlaceholderData ? () => moves.next(nextCursor) : undefined}
                >
                  {t.page(state.page)}
                </Pagination>
              </>
            )
          }}
        </Loaded>
      </section>
    </>
  )
}

function AuditFilters({ state, moves }: { state: AuditState; moves: ReturnType<typeof auditMoves> }) {
  const t = words()
  const known = Object.entries(t.actions).map(([value, label]) => ({ value, label }))
  const other = state.action && !(state.action in t.actions) ? [{ value: state.action, label: state.action }] : []
  return (
    <search class="mb-4 flex flex-wrap items-end gap-2" aria-label={t.filters}>
      <Select
        label={t.action}
        value={state.action}
        choices={[{ value: '', label: t.anyAction }, ...known, ...other]}
        onValue={(action) => moves.filter({ action })}
      />
      <TextField
        label={t.from}
        type="datetime-local"
        value={state.from}
        max={state.to || undefined}
        onValue={(from) => moves.filter({ from })}
      />
      <TextField
        label={t.to}
        type="datetime-local"
        value={state.to}
        min={state.from || undefined}
        onValue={(to) => moves.filter({ to })}
      />
      {isFiltered(state) && (
        <Button kind="quiet" onClick={moves.clear}>
          {t.clear}
        </Button>
      )}
    </search>
  )
}

/** Saves what passes the filters as CSV. A second press, or leaving the page, gives it up. */
function Export({ state }: { state: AuditState }) {
  const t = words()
  const [rows, setRows] = useState<number | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const run = async () => {
    if (running.current) return running.current.abort()
    const stop = new AbortController()
    running.current = stop
    setRows(0)
    try {
      const entries = await readAllAudit(auditParams(state), stop.signal, setRows)
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
        {rows === null ? t.export : partsWords().cancel}
      </Button>
    </div>
  )
}
