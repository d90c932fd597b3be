import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import { ScrollText } from 'lucide-preact'
import { useLocation } from 'preact-iso/router'
import type { LogEntry } from '../../../../client/src/generated.ts'
import { address } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { formatInstant, formatLogTime, formatMilliseconds } from '../../../format/language.ts'
import { eventLogHref } from '../../../format/links.ts'
import { layout } from '../../../hooks/media.ts'
import { ListCard } from '../../../lists/list.tsx'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { ButtonItem } from '../../../ui/button-item.tsx'
import { Outcome, StatusCode } from '../../../ui/call-outcome.tsx'
import { EmptyState } from '../../../ui/feedback/async-states.tsx'
import { Middle } from '../../../ui/middle.tsx'
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
              <Entries entries={data} name={apiKey.name} />
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

/** The event log, filtered by the key, with one entry open. */
const entryHref = ({ id, keyId }: LogEntry) => address('/event-logs', { key: keyId, log: id })

function Entries({ entries, name }: { entries: readonly LogEntry[]; name: string }) {
  const { route } = useLocation()
  if (layout.value === 'phone') {
    return (
      <ul>
        {entries.map((entry) => (
          <ButtonItem
            key={entry.id}
            facts={
              <>
                <Time at={entry.time} />
                <span class="tabular-nums">{formatMilliseconds(entry.durationMs)}</span>
                <Outcome entry={entry} />
              </>
            }
            onPress={() => route(entryHref(entry))}
          >
            <StatusCode entry={entry} />
            <code class="min-w-0 flex-1 truncate">
              {entry.method} {entry.endpoint}
            </code>
          </ButtonItem>
        ))}
      </ul>
    )
  }
  const columns: Column<LogEntry>[] = [
    { key: 'time', title: m.event_logs_time(), width: 134, cell: (entry) => <Time at={entry.time} /> },
    {
      key: 'method',
      title: m.event_logs_method(),
      width: 66,
      cell: (entry) => <code class="text-xs text-soft">{entry.method}</code>,
    },
    {
      key: 'endpoint',
      title: m.event_logs_endpoint(),
      cell: (entry) => (
        <a class="block hover:underline" href={entryHref(entry)}>
          <code>
            <Middle text={entry.endpoint} />
          </code>
        </a>
      ),
    },
    { key: 'status', title: m.event_logs_status(), width: 62, cell: (entry) => <StatusCode entry={entry} /> },
    { key: 'outcome', title: m.outcomes_outcome(), width: 200, cell: (entry) => <Outcome entry={entry} /> },
    {
      key: 'duration',
      title: m.event_logs_duration(),
      width: 116,
      from: 760,
      class: 'number',
      cell: (entry) => formatMilliseconds(entry.durationMs),
    },
    {
      key: 'ip',
      title: m.event_logs_ip(),
      width: 134,
      from: 900,
      class: 'pl-4!',
      cell: (entry) => <code class="text-soft">{entry.ip}</code>,
    },
  ]
  return (
    <Table
      caption={m.api_keys_page_requests_of({ name })}
      dense
      columns={columns}
      rows={entries}
      rowKey={(entry) => entry.id}
      onOpen={(entry) => route(entryHref(entry))}
    />
  )
}

function Time({ at }: { at: string }) {
  const date = new Date(at)
  return (
    <time dateTime={at} title={formatInstant(date)} class="whitespace-nowrap tabular-nums">
      {formatLogTime(date)}
    </time>
  )
}
