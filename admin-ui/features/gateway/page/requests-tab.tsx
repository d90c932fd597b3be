import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import { ScrollText } from 'lucide-preact'
import { address } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { eventLogHref } from '../../../format/links.ts'
import { CallList } from '../../../lists/call-list.tsx'
import { ListCard } from '../../../lists/list.tsx'
import { m } from '../../../messages/index.ts'
import { EmptyState } from '../../../ui/feedback/async-states.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { isCallTo } from '../route/overlaps.ts'
import { useRoutes } from '../route/queries.ts'
import type { TabProps } from '../route/routes.ts'
import { logPath } from '../route/words.ts'

const ENTRIES = 50
const POLL_MS = 10_000
const SHOWN = ['', 'success', 'failed'] as const

/** The newest calls to a route; older ones and more filters are in the event log. */
export function RequestsTab({ route, url }: TabProps) {
  const status = SHOWN.find((one) => one === url.query.status) ?? ''
  const path = logPath(route)
  // Those whose prefix is longer decide about their paths.
  const others = useRoutes({ search: route.prefix, limit: 100 }).data?.data ?? []
  const query = useQuery({
    queryKey: ['event-logs', 'of-route', path, status],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/event-logs', {
        query: { type: 'gateway', path, status, limit: ENTRIES },
        signal,
      }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  })
  const filters = { type: 'gateway', path, status: status || null }
  const name = m.gateway_requests_of({ name: route.name })
  return (
    <>
      <div class="mb-3 flex min-h-8 flex-wrap items-center gap-2">
        <h2 class="sr-only">{m.gateway_tab_name({ tab: 'requests' })}</h2>
        <Segmented
          label={m.gateway_requests_show()}
          value={status}
          choices={SHOWN.map((value) => ({ value, label: m.gateway_requests_name({ shown: value || 'all' }) }))}
          onValue={(value) => url.push({ status: value })}
        />
        <a class="btn ml-auto" href={eventLogHref(filters)}>
          <ScrollText size={16} aria-hidden="true" />
          {m.gateway_requests_log()}
        </a>
      </div>
      <ListCard
        caption={name}
        query={query}
        waiting={{ rows: 12, height: 'dense' }}
        onShowAll={() => url.push({ status: null })}
      >
        {({ data, nextCursor }) => {
          // The log finds a text within a path, which may be that of another route too.
          const entries = data.filter((entry) => isCallTo(route, others, entry))
          if (entries.length === 0) {
            return (
              <EmptyState icon={ScrollText} title={m.gateway_no_requests()}>
                {status ? m.gateway_no_such_requests() : m.gateway_no_requests_text()}
              </EmptyState>
            )
          }
          return (
            <>
              <CallList
                caption={name}
                entries={entries}
                hrefOf={({ id }) => address('/event-logs', { ...filters, log: id })}
              />
              {nextCursor && (
                <p class="border-t border-line px-4 py-2.5 text-sm text-soft">
                  {m.gateway_requests_newest({ count: entries.length })}{' '}
                  <a class="link" href={eventLogHref(filters)}>
                    {m.gateway_requests_older()}
                  </a>
                </p>
              )}
            </>
          )
        }}
      </ListCard>
    </>
  )
}
