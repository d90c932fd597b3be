import type { AuditEntry } from '../../../client/src/generated.ts'
import { layout } from '../../hooks/media.ts'
import { type Column, Table } from '../../lists/table.tsx'
import { m } from '../../messages/index.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { actorName } from './audit-drawer.tsx'
import type { AuditAt } from './list-state.ts'

type AuditListProps = {
  entries: readonly AuditEntry[]
  moves: AuditAt['moves']
  openId: string | undefined
  onOpen: (entry: AuditEntry) => void
}

/** The changes, one per row: what, on what, who, when. A row opens its details; a click on a name filters by it. */
function AuditTable({ entries, moves, openId, onOpen }: AuditListProps) {
  const columns: Column<AuditEntry>[] = [
    {
      key: 'action',
      title: m.audit_column_action(),
      width: 190,
      cell: (entry) => (
        <button type="button" class="name-link block max-w-full truncate" onClick={() => onOpen(entry)}>
          {m.audit_action_name({ action: entry.action })}
        </button>
      ),
    },
    {
      key: 'target',
      title: m.audit_column_target(),
      cell: ({ target }) =>
        target.name && (
          <NameButton
            name={target.name}
            title={m.audit_only_of({ name: target.name })}
            onClick={() => moves.choose('target', target.id)}
          />
        ),
    },
    {
      key: 'actor',
      title: m.audit_column_actor(),
      width: 200,
      cell: (entry) =>
        entry.actor.type === 'system' ? (
          <span class="text-soft">{actorName(entry)}</span>
        ) : (
          <NameButton
            name={actorName(entry)}
            title={m.audit_only_by({ name: entry.actor.name })}
            onClick={() => moves.choose('actor', entry.actor.id)}
          />
        ),
    },
    {
      key: 'ip',
      title: m.audit_column_ip(),
      width: 140,
      from: 1000,
      cell: ({ ip }) => ip && <code class="text-soft">{ip}</code>,
    },
    {
      key: 'when',
      title: m.audit_column_when(),
      width: 112,
      class: 'number',
      cell: ({ time }) => <RelativeTime at={time} />,
    },
  ]
  return (
    <Table
      caption={m.audit_caption()}
      columns={columns}
      rows={entries}
      rowKey={({ id }) => id}
      onOpen={onOpen}
      openKey={openId}
    />
  )
}

function NameButton({ name, title, onClick }: { name: string; title: string; onClick: () => void }) {
  return (
    <button
      type="button"
      class="block max-w-full truncate text-left text-soft hover:text-ink hover:underline"
      title={title}
      onClick={onClick}
    >
      {name}
    </button>
  )
}

/** On a phone: two lines per change, which open its details. */
const AuditCards = ({ entries, onOpen }: AuditListProps) => (
  <ul aria-label={m.audit_caption()}>
    {entries.map((entry) => (
      <li key={entry.id} class="border-t border-line first:border-t-0">
        <button type="button" class="block w-full px-4 py-2.5 text-left" onClick={() => onOpen(entry)}>
          <span class="flex items-baseline gap-3">
            <span class="min-w-0 flex-1 truncate font-medium">{m.audit_action_name({ action: entry.action })}</span>
            <span class="flex-none text-sm text-faint">
              <RelativeTime at={entry.time} />
            </span>
          </span>
          <span class="block truncate text-soft">
            {[entry.target.name, actorName(entry)].filter(Boolean).join(' · ')}
          </span>
        </button>
      </li>
    ))}
  </ul>
)

/** The list for the width of the screen. */
export const AuditRows = (props: AuditListProps) =>
  layout.value === 'phone' ? <AuditCards {...props} /> : <AuditTable {...props} />
