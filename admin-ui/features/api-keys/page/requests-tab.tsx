import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import { ScrollText } from 'lucide-preact'
import { callApi } from '../../../api/call-api.ts'
import { eventLogHref } from '../../../format/links.ts'
import { logEntryHref } from '../../../format/object-links.ts'
import { CallList } from '../../../lists/call-list.tsx'
import { ListCard } from '../../../lists/list.tsx'
import { m } from '../../../messages/index.ts'
import { EmptyState } from '../../../ui/feedback/async-states.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import type { TabProps } from '../key/routes.ts'

const ENTRIES = 50
const POLL_MS = 10_000
const SHOWN = ['', 'success', 'failed'] as const

/** The newest calls with a key; older ones and more filters are in the event log. */
export function RequestsTab({ apiKey, url }: TabProps) {
  const status = SHOWN.find((one) => one === url.query.status) ?? ''
  const query = useQuery({
    queryKey: ['event-logs', 'of-key', apiKey.id, status],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/event-logs', { query: { keyId: apiKey.id, status, limit: ENTRIES }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MS,
  })
  const clear = () => url.push({ status: null })
  return (
    <>
      <div class="mb-3 flex min-h-8 flex-wrap items-center gap-2">
        <Segmented
          label={m.api_keys_page_show()}
          value={status}
          choices={SHOWN.map((value) => ({ value, label: m.api_keys_page_requests_name({ shown: value || 'all' }) }))}
          onValue={(value) => url.push({ status: value })}
        />
        <a class="btn ml-auto" href={eventLogHref({ key: apiKey.id, status: status || null })}>
          <ScrollText size={16} aria-hidden="true" />
          {m.api_keys_view_logs()}
        </a>
      </div>
      <ListCard
        caption={m.api_keys_page_requests_of({ name: apiKey.name })}
        query={query}
        waiting={{ rows: 12, height: 'dense' }}
        onShowAll={clear}
      >
        {({ data, nextCursor }) => {
          if (data.length === 0) {
            return (
              <EmptyState icon={ScrollText} title={m.api_keys_page_no_requests()}>
                {status ? m.api_keys_page_no_such_requests() : m.api_keys_page_no_requests_text()}
              </EmptyState>
            )
          }
          return (
            <>
              <CallList
                caption={m.api_keys_page_requests_of({ name: apiKey.name })}
                entries={data}
                hrefOf={({ id }) => logEntryHref(apiKey.id, id)}
              />
              {nextCursor && (
                <p class="border-t border-line px-4 py-2.5 text-sm text-soft">
                  {m.api_keys_page_newest({ count: data.length })}{' '}
                  <a class="link" href={eventLogHref({ key: apiKey.id, status: status || null })}>
                    {m.api_keys_page_older()}
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
