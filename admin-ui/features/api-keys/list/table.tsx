import { useLocation } from 'preact-iso/router'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { Sparkline } from '../../../charts/sparkline.tsx'
import { formatDay } from '../../../format/language.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { actionsColumn, selectColumn } from '../../../lists/columns.tsx'
import type { Selection } from '../../../lists/selection.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { KeyMenu, useKeyActions, useReveal } from '../key/actions.tsx'
import { useCallsByDay } from '../key/by-day.ts'
import { KeyReference, LastUsed, Limits, Permissions, UsageNumber, useScopeLabel } from '../key/facts.tsx'
import { NameCell } from '../key/name-cell.tsx'
import { NearLimit } from '../key/near-limit.tsx'
import { openUsage, pageOfKey } from '../key/routes.ts'

type KeyTableProps = {
  keys: readonly ApiKey[]
  url: UrlState
  sort: string
  onSort: (sort: string) => void
  selection: Selection
}

/** The width from which the table has room for the bars of the last days, px. They leave first. */
const WITH_BARS = 1020

/** The table of keys. A narrow one leaves out the permissions and the usage; they are on the page of a key. */
export function KeyTable({ keys, url, sort, onSort, selection }: KeyTableProps) {
  const label = useScopeLabel()
  const actions = useKeyActions(url)
  const reveal = useReveal(url)
  const { route } = useLocation()
  const callsOf = useCallsByDay(keys.map(({ id }) => id))
  const columns: Column<ApiKey>[] = [
    selectColumn(keys, selection, (key) => m.api_keys_select_key({ name: key.name })),
    {
      key: 'name',
      title: m.api_keys_name(),
      sort: 'name',
      cell: (key) => <NameCell apiKey={key} />,
    },
    {
      key: 'key',
      title: m.api_keys_key(),
      width: 182,
      cell: (key) => <KeyReference apiKey={key} onReveal={reveal(key)} />,
    },
    {
      key: 'permissions',
      title: m.api_keys_permissions(),
      width: 172,
      from: 900,
      cell: (key) => <Permissions apiKey={key} label={label} shown={1} />,
    },
    {
      key: 'limit',
      title: m.api_keys_rate_limit(),
      width: 136,
      // The bar is beside the number, and the title above the number.
      class: 'number pr-15!',
      cell: (key) => <LimitCell apiKey={key} />,
    },
    {
      key: 'used',
      title: m.api_keys_last_used(),
      width: 124,
      sort: 'lastUsedAt',
      class: 'pl-5!',
      cell: (key) => <LastUsed apiKey={key} />,
    },
    {
      key: 'usage',
      title: m.api_keys_usage(),
      width: 96,
      from: 760,
      until: WITH_BARS,
      sort: 'usageCount',
      class: 'number',
      cell: (key) => <UsageNumber short apiKey={key} onOpen={() => openUsage(url, key.id)} />,
    },
    {
      key: 'usage-bars',
      title: m.api_keys_usage(),
      width: 148,
      from: WITH_BARS,
      sort: 'usageCount',
      class: 'number',
      cell: (key) => (
        <span class="flex items-center justify-between gap-2">
          <Sparkline counts={callsOf(key.id)} />
          <UsageNumber short apiKey={key} onOpen={() => openUsage(url, key.id)} />
        </span>
      ),
    },
    {
      key: 'created',
      title: m.api_keys_created(),
      width: 108,
      // The owner's columns come first; this one only where there is room.
      from: 1240,
      sort: 'createdAt',
      class: 'number',
      cell: (key) => <span class="text-soft">{formatDay(new Date(key.createdAt))}</span>,
    },
    actionsColumn((key) => <KeyMenu apiKey={key} actions={actions} />),
  ]
  return (
    <Table
      caption={m.api_keys_caption()}
      columns={columns}
      rows={keys}
      rowKey={(key) => key.id}
      sort={sort}
      onSort={onSort}
      onOpen={(key) => route(pageOfKey(key.id))}
      onSelect={(key) => selection.flip(key.id)}
    />
  )
}

/** The number takes the color of its bar, which has a place of its own, so that the numbers stand below each other. */
function LimitCell({ apiKey }: { apiKey: ApiKey }) {
  return (
    <span class="relative inline-block has-[[data-near=warn]]:text-warn has-[[data-near=bad]]:text-bad">
      <Limits apiKey={apiKey} />
      <span class="absolute inset-y-0 left-full ml-2 flex w-10 items-center">
        <NearLimit apiKey={apiKey} compact />
      </span>
    </span>
  )
}
