import type { ApiKey } from '../../../../client/src/generated.ts'
import { formatDay } from '../../../format/language.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { actionsColumn, selectColumn } from '../../../lists/columns.tsx'
import type { Selection } from '../../../lists/selection.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { KeyMenu, openKey, openUsage, useKeyActions, useReveal } from '../key/actions.tsx'
import {
  EnvironmentBadge,
  KeyReference,
  LastUsed,
  LeakBadge,
  Limits,
  Permissions,
  StatusIcon,
  Tags,
  UsageNumber,
  useScopeLabel,
} from '../key/facts.tsx'
import { words } from '../key/words.ts'
import { NearLimit } from './near-limit.tsx'

type KeyTableProps = {
  keys: readonly ApiKey[]
  url: UrlState
  sort: string
  onSort: (sort: string) => void
  selection: Selection
}

/** All columns on a desktop; on a tablet those that identify a key, with the rest in the details. */
export function KeyTable({ keys, url, sort, onSort, selection }: KeyTableProps) {
  const t = words()
  const label = useScopeLabel()
  const actions = useKeyActions(url)
  const reveal = useReveal(url)
  const details = (key: ApiKey) => openKey(url, key.id, 'details')
  const columns: Column<ApiKey>[] = [
    selectColumn(keys, selection, (key) => t.selectKey(key.name)),
    {
      key: 'name',
      title: t.name,
      sort: 'name',
      class: 'w-1/2 xl:w-3/10',
      cell: (key) => <NameCell apiKey={key} onOpen={details} />,
    },
    { key: 'key', title: t.key, cell: (key) => <KeyReference apiKey={key} onReveal={reveal(key)} /> },
    {
      key: 'permissions',
      title: t.permissions,
      cell: (key) => <Permissions apiKey={key} label={label} shown={2} onMore={() => details(key)} />,
    },
    {
      key: 'limit',
      title: t.rateLimit,
      cell: (key) => (
        <>
          <Limits apiKey={key} />
          <NearLimit apiKey={key} />
        </>
      ),
    },
    {
      key: 'used',
      title: t.lastUsed,
      sort: 'lastUsedAt',
      cell: (key) => (
        // "59 seconds" on one line.
        <span class="block min-w-24">
          <LastUsed apiKey={key} />
        </span>
      ),
    },
    {
      key: 'usage',
      title: t.usage,
      sort: 'usageCount',
      class: 'tabular-nums whitespace-nowrap',
      cell: (key) => <UsageNumber apiKey={key} onOpen={() => openUsage(url, key.id)} />,
    },
    {
      key: 'created',
      title: t.created,
      sort: 'createdAt',
      // Without room for it a desktop goes without.
      class: 'whitespace-nowrap max-[88rem]:hidden',
      cell: (key) => formatDay(new Date(key.createdAt)),
    },
    actionsColumn((key) => <KeyMenu apiKey={key} actions={actions} />),
  ]
  return (
    <Table
      caption={t.caption}
      columns={columns}
      onTablet={['name', 'key', 'used', 'actions']}
      rows={keys}
      rowKey={(key) => key.id}
      sort={sort}
      onSort={onSort}
    />
  )
}

function NameCell({ apiKey, onOpen }: { apiKey: ApiKey; onOpen: (key: ApiKey) => void }) {
  return (
    <span class="flex items-center gap-2">
      <StatusIcon status={apiKey.status} />
      <span class="min-w-24">
        <button type="button" class="name-link line-clamp-2" onClick={() => onOpen(apiKey)}>
          {apiKey.name}
        </button>
        <Tags apiKey={apiKey} />
      </span>
      <EnvironmentBadge environment={apiKey.environment} />
      <LeakBadge apiKey={apiKey} />
    </span>
  )
}
