import { useQuery } from '@tanstack/preact-query'
import { ChevronDown, History as HistoryIcon } from 'lucide-preact'
import { useId, useState } from 'preact/hooks'
import type { AuditEntry } from '../../client/src/generated.ts'
import { address } from '../../client/src/request.ts'
import { callApi } from '../api/call-api.ts'
import { auditDiff } from '../format/audit-diff.ts'
import { m } from '../messages/index.ts'
import { EmptyState, Loaded } from '../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../ui/feedback/skeleton.tsx'
import { RelativeTime } from '../ui/relative-time.tsx'
import { Changes, labelOf } from './changes.tsx'

/** The newest changes that are listed; older ones are in the audit log. */
const ENTRIES = 100

/** What was changed about one object, newest first: the entries of the audit log about it. */
export function History({ targetId, title }: { targetId: string; title: string }) {
  const query = useQuery({
    queryKey: ['audit', 'of', targetId],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/audit-logs', { query: { targetId, limit: ENTRIES }, signal }),
    refetchInterval: 30_000,
  })
  return (
    <section class="card min-w-0" aria-label={title}>
      <Loaded query={query} waiting={<SkeletonRows rows={6} height="row" />}>
        {({ data, nextCursor }) =>
          data.length === 0 ? (
            <EmptyState icon={HistoryIcon} title={m.history_empty_title()} />
          ) : (
            <>
              <ol>
                {data.map((entry) => (
                  <Change key={entry.id} entry={entry} />
                ))}
              </ol>
              {nextCursor && (
                <p class="border-t border-line px-4 py-2.5">
                  <a class="link" href={address('/audit-log', { target: targetId })}>
                    {m.history_older()}
                  </a>
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  )
}

function Change({ entry }: { entry: AuditEntry }) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const changes = auditDiff(entry.before, entry.after)
  const { actor } = entry
  const fields = [...new Set(changes.map(({ path: [field = ''] }) => labelOf(field)))].join(', ')
  return (
    <li class="border-t border-line first:border-t-0">
      <button
        type="button"
        class="flex min-h-10 w-full items-center gap-3 px-4 py-1.5 text-left hover:bg-hover max-sm:flex-wrap max-sm:gap-x-3 max-sm:gap-y-0"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span class="w-28 flex-none text-soft">
          <RelativeTime at={entry.time} />
        </span>
        <span class="flex-none font-medium max-sm:order-last max-sm:w-full">
          {m.audit_action_name({ action: entry.action })}
        </span>
        <span class="min-w-0 flex-1 truncate text-faint max-sm:hidden">{fields}</span>
        <span class="min-w-0 flex-none truncate text-soft max-sm:ml-auto">
          {actor.type === 'system' ? m.audit_by_system() : actor.name}
          {actor.type === 'api_key' && ` (${m.audit_by_key()})`}
        </span>
        <ChevronDown size={16} class={`flex-none text-faint ${open ? 'rotate-180' : ''}`} aria-hidden="true" />
      </button>
      <div id={id} hidden={!open} class="px-4 pb-4">
        {open && <Details entry={entry} />}
      </div>
    </li>
  )
}

function Details({ entry }: { entry: AuditEntry }) {
  return (
    <div class="rounded-lg border border-line bg-subtle p-3">
      <Changes entry={entry} />
      {(entry.ip || entry.requestId) && (
        <p class="mt-2 flex flex-wrap gap-x-4 text-sm text-faint">
          {entry.ip && (
            <span>
              {m.audit_ip()} <code>{entry.ip}</code>
            </span>
          )}
          {entry.requestId && (
            <span class="min-w-0 wrap-anywhere">
              {m.audit_request_id()} <code>{entry.requestId}</code>
            </span>
          )}
        </p>
      )}
    </div>
  )
}
