import type { LogEntry } from '../../../client/src/generated.ts'
import { outcomeText } from '../../format/entry-outcome.ts'
import { formatMilliseconds } from '../../format/language.ts'
import { type Column, Table } from '../../lists/table.tsx'
import { m } from '../../messages/index.ts'
import { Outcome, StatusCode } from '../../ui/call-outcome.tsx'
import { Middle } from '../../ui/middle.tsx'
import { callerOf, endpointTail, LogTime, shownEndpoint, TypeMark } from './entry/facts.tsx'

type LogListProps = {
  entries: readonly LogEntry[]
  onOpen: (id: string) => void
  /** The URL that opens an entry, for a new tab. */
  hrefOf: (id: string) => string
  /** The entry whose details are open. */
  openId?: string | undefined
}

/** Widths of the table from which it has room for longer forms, px. */
const WIDE = 900

/** A slower answer stands out, ms. */
const SLOW_MS = 2000

/** The table of entries. A narrow one leaves out columns, but never the outcome. */
export function LogTable({ entries, onOpen, hrefOf, openId }: LogListProps) {
  const columns: Column<LogEntry>[] = [
    { key: 'time', title: m.event_logs_time(), width: 134, from: WIDE, cell: ({ time }) => <LogTime at={time} /> },
    {
      key: 'clock',
      title: m.event_logs_time(),
      width: 86,
      until: WIDE,
      cell: ({ time }) => <LogTime at={time} short />,
    },
    { key: 'type', title: m.event_logs_type(), width: 100, from: WIDE, cell: ({ type }) => <TypeMark type={type} /> },
    {
      key: 'mark',
      title: m.event_logs_type(),
      hideTitle: true,
      width: 32,
      until: WIDE,
      cell: ({ type }) => <TypeMark type={type} short />,
    },
    {
      key: 'caller',
      title: m.event_logs_caller(),
      width: 160,
      cell: (entry) => <Caller entry={entry} />,
    },
    {
      key: 'method',
      title: m.event_logs_method(),
      width: 66,
      from: 800,
      cell: ({ method }) => <code class="text-xs text-soft">{method}</code>,
    },
    {
      key: 'endpoint',
      title: m.event_logs_endpoint(),
      cell: (entry) => <OpenLink {...{ entry, onOpen, hrefOf }} />,
    },
    { key: 'status', title: m.event_logs_status(), width: 62, cell: (entry) => <StatusCode entry={entry} /> },
    {
      key: 'outcome',
      title: m.outcomes_outcome(),
      width: 204,
      cell: (entry) => <Outcome entry={entry} text={outcomeText(entry)} />,
    },
    {
      key: 'duration',
      title: m.event_logs_duration(),
      width: 108,
      from: 980,
      class: 'number',
      cell: ({ durationMs }) => (
        <span class={durationMs >= SLOW_MS ? 'text-warn' : 'text-soft'}>{formatMilliseconds(durationMs)}</span>
      ),
    },
    {
      key: 'ip',
      title: m.event_logs_ip(),
      width: 130,
      from: 1080,
      class: 'number',
      cell: ({ ip }) => <span class="text-faint">{ip}</span>,
    },
  ]
  return (
    <Table
      caption={m.event_logs_caption()}
      dense
      sticky
      columns={columns}
      rows={entries}
      rowKey={(entry) => entry.id}
      onOpen={(entry) => onOpen(entry.id)}
      openKey={openId}
    />
  )
}

function Caller({ entry }: { entry: LogEntry }) {
  const name = callerOf(entry)
  return name ? (
    <span class="block truncate" title={name}>
      {name}
    </span>
  ) : (
    <span class="text-faint">{m.event_logs_no_caller()}</span>
  )
}

type OpenLinkProps = Pick<LogListProps, 'onOpen' | 'hrefOf'> & { entry: LogEntry }

/** The endpoint, as the link that opens the entry. */
function OpenLink({ entry, onOpen, hrefOf }: OpenLinkProps) {
  return (
    <a
      href={hrefOf(entry.id)}
      class="block"
      aria-label={m.event_logs_view_details({ endpoint: `${entry.method} ${entry.endpoint}` })}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        event.stopPropagation()
        onOpen(entry.id)
      }}
    >
      <code>
        <Middle text={shownEndpoint(entry)} tail={endpointTail(entry.endpoint)} />
      </code>
    </a>
  )
}

/** The log on a phone: each entry takes two lines and opens its details. */
export function LogCards({ entries, onOpen, hrefOf }: LogListProps) {
  return (
    <ul aria-label={m.event_logs_caption()}>
      {entries.map((entry) => (
        <li key={entry.id} class="border-t border-line first:border-t-0">
          <a
            href={hrefOf(entry.id)}
            class="flex h-16 flex-col justify-center gap-1 px-3.5 hover:bg-hover"
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
              event.preventDefault()
              event.stopPropagation()
              onOpen(entry.id)
            }}
          >
            <span class="flex items-center gap-2">
              <code class="w-12 flex-none text-xs text-soft">{entry.method}</code>
              <code class="min-w-0 flex-1">
                <Middle text={shownEndpoint(entry)} tail={endpointTail(entry.endpoint)} />
              </code>
              <StatusCode entry={entry} />
            </span>
            <span class="flex items-center gap-2 text-sm text-soft">
              {entry.status >= 400 && (
                <span class="max-w-[65%] flex-none">
                  <Outcome entry={entry} text={outcomeText(entry)} />
                </span>
              )}
              <span class="min-w-0 flex-1 truncate">
                {callerOf(entry) ?? m.event_logs_type_name({ type: entry.type })}
              </span>
              <LogTime at={entry.time} short />
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
