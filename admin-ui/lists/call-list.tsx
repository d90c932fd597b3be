import { useLocation } from 'preact-iso/router'
import type { LogEntry } from '../../client/src/generated.ts'
import { formatInstant, formatLogTime, formatMilliseconds } from '../format/language.ts'
import { layout } from '../hooks/media.ts'
import { m } from '../messages/index.ts'
import { ButtonItem } from '../ui/button-item.tsx'
import { Outcome, StatusCode } from '../ui/call-outcome.tsx'
import { Middle } from '../ui/middle.tsx'
import { type Column, Table } from './table.tsx'

type CallListProps = {
  caption: string
  entries: readonly LogEntry[]
  /** The event log with an entry open. */
  hrefOf: (entry: LogEntry) => string
}

/** Calls from the event log in short: each opens its entry there. */
export function CallList({ caption, entries, hrefOf }: CallListProps) {
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
            onPress={() => route(hrefOf(entry))}
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
        <a class="block hover:underline" href={hrefOf(entry)}>
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
      caption={caption}
      dense
      columns={columns}
      rows={entries}
      rowKey={(entry) => entry.id}
      onOpen={(entry) => route(hrefOf(entry))}
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
