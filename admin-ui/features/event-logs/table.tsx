import { Eye } from 'lucide-preact'
import type { LogEntry } from '../../../client/src/generated.ts'
import { formatMilliseconds } from '../../format/language.ts'
import { actionsColumn } from '../../lists/columns.tsx'
import { type Column, Table } from '../../lists/table.tsx'
import { IconButton } from '../../ui/button.tsx'
import { PressItem } from '../../ui/press-item.tsx'
import { callerOf, LogTime, StatusBadge, TypeBadge, WhyFailed } from './facts.tsx'
import { words } from './words.ts'

type LogListProps = { entries: readonly LogEntry[]; onOpen: (id: string) => void }

/** All columns on a desktop, the telling ones on a tablet. */
export function LogTable({ entries, onOpen }: LogListProps) {
  const t = words()
  const columns: Column<LogEntry>[] = [
    { key: 'time', title: t.time, cell: (entry) => <LogTime at={entry.time} /> },
    { key: 'type', title: t.type, cell: (entry) => <TypeBadge type={entry.type} /> },
    {
      key: 'caller',
      title: t.caller,
      class: 'w-1/4 max-w-0 min-w-36',
      cell: (entry) => (
        <span class="block truncate">{callerOf(entry) ?? <span class="text-soft">{t.noCaller}</span>}</span>
      ),
    },
    {
      key: 'endpoint',
      title: t.endpoint,
      class: 'w-3/4 max-w-0',
      cell: (entry) => (
        <code class="block truncate" title={entry.endpoint}>
          {entry.endpoint}
        </code>
      ),
    },
    { key: 'method', title: t.method, cell: (entry) => <code>{entry.method}</code> },
    {
      key: 'status',
      title: t.status,
      cell: (entry) => (
        <span class="flex max-w-44 items-center gap-2">
          <StatusBadge status={entry.status} />
          <WhyFailed entry={entry} />
        </span>
      ),
    },
    {
      key: 'duration',
      title: t.duration,
      class: 'text-right whitespace-nowrap tabular-nums',
      cell: (entry) => formatMilliseconds(entry.durationMs),
    },
    {
      key: 'ip',
      title: t.ip,
      cell: (entry) => <code class="block max-w-40 truncate">{entry.ip}</code>,
    },
    actionsColumn((entry) => (
      <IconButton
        icon={Eye}
        label={t.viewDetails(`${entry.method} ${entry.endpoint}`)}
        onClick={() => onOpen(entry.id)}
      />
    )),
  ]
  return (
    <Table
      caption={t.caption}
      dense
      columns={columns}
      onTablet={['time', 'caller', 'method', 'endpoint', 'status', 'actions']}
      rows={entries}
      rowKey={(entry) => entry.id}
    />
  )
}

/** The log on a phone: each entry is one button that opens its details. */
export function LogCards({ entries, onOpen }: LogListProps) {
  const t = words()
  return (
    <ul aria-label={t.caption}>
      {entries.map((entry) => (
        <PressItem
          key={entry.id}
          facts={
            <>
              <LogTime at={entry.time} />
              <span class="tabular-nums">{formatMilliseconds(entry.durationMs)}</span>
              <span class="min-w-0 truncate">{callerOf(entry) ?? t.types[entry.type]}</span>
              <WhyFailed entry={entry} />
            </>
          }
          onPress={() => onOpen(entry.id)}
        >
          <StatusBadge status={entry.status} />
          <code class="min-w-0 flex-1 truncate">
            {entry.method} {entry.endpoint}
          </code>
        </PressItem>
      ))}
    </ul>
  )
}
