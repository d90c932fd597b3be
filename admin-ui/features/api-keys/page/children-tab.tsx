import { Network, Plus } from 'lucide-preact'
import { useLocation } from 'preact-iso/router'
import type { ApiKey } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import { actionsColumn } from '../../../lists/columns.tsx'
import { List } from '../../../lists/list.tsx'
import { listMoves } from '../../../lists/list-state.ts'
import { readPaging } from '../../../lists/paging.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { KeyMenu, useKeyActions, useReveal } from '../key/actions.tsx'
import { KeyReference, LastUsed, Limits, Permissions, UsageNumber, useScopeLabel } from '../key/facts.tsx'
import { NameCell } from '../key/name-cell.tsx'
import { useApiKeys } from '../key/queries.ts'
import { openKey, openUsage, pageOfKey, type TabProps } from '../key/routes.ts'

const KeyCards = lazy(
  () => import('../key/cards.tsx').then((it) => it.KeyCards),
  () => <SkeletonRows rows={3} height="card" />,
)

const MOST = 20

/** The keys below a key, and how to create one. */
export function ChildrenTab({ apiKey, url }: TabProps) {
  const mayWrite = useCan('api-keys:write')
  const paging = readPaging(url.query)
  const query = useApiKeys({ parentId: apiKey.id, limit: MOST, cursor: paging.cursor })
  const create = mayWrite && apiKey.status === 'active' && (
    <Button icon={Plus} onClick={() => openKey(url, apiKey.id, 'create-child')}>
      {m.api_keys_child_create()}
    </Button>
  )
  const phone = layout.value === 'phone'
  const caption = m.api_keys_child_list_of({ name: apiKey.name })
  const total = query.data?.total ?? 0
  return (
    <>
      <div class="mb-3 flex min-h-8 flex-wrap items-center gap-2">
        <p class="mr-auto max-w-2xl text-soft">{m.api_keys_child_text()}</p>
        {total > 0 && create}
      </div>
      <List
        state={paging}
        moves={listMoves(url, paging, [])}
        filtered={false}
        caption={caption}
        query={query}
        waiting={{ rows: 3, height: phone ? 'card' : 'row' }}
        blank={{
          icon: Network,
          title: m.api_keys_child_empty(),
          text: apiKey.status === 'active' ? m.api_keys_child_empty_text() : m.api_keys_child_not_active(),
          action: create,
        }}
        pages={m.api_keys_child_pages()}
        summary={() => m.api_keys_total({ count: total })}
      >
        {({ data }) =>
          phone ? <KeyCards keys={data} url={url} /> : <Children keys={data} caption={caption} url={url} />
        }
      </List>
    </>
  )
}

function Children({ keys, caption, url }: { keys: readonly ApiKey[]; caption: string; url: TabProps['url'] }) {
  const label = useScopeLabel()
  const actions = useKeyActions(url)
  const reveal = useReveal(url)
  const { route } = useLocation()
  const columns: Column<ApiKey>[] = [
    { key: 'name', title: m.api_keys_name(), cell: (key) => <NameCell apiKey={key} /> },
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
      width: 104,
      class: 'number',
      cell: (key) => <Limits apiKey={key} />,
    },
    {
      key: 'used',
      title: m.api_keys_last_used(),
      width: 124,
      class: 'pl-5!',
      cell: (key) => <LastUsed apiKey={key} />,
    },
    {
      key: 'usage',
      title: m.api_keys_usage(),
      width: 96,
      from: 760,
      class: 'number',
      cell: (key) => <UsageNumber short apiKey={key} onOpen={() => openUsage(url, key.id)} />,
    },
    actionsColumn((key) => <KeyMenu apiKey={key} actions={actions} />),
  ]
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={keys}
      rowKey={(key) => key.id}
      onOpen={(key) => route(pageOfKey(key.id))}
    />
  )
}
