import { Globe, Plus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import type { GatewayHost } from '../../../../client/src/generated.ts'
import { useCan } from '../../../hooks/me.ts'
import { layout } from '../../../hooks/media.ts'
import { useUrlState } from '../../../hooks/url-state.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback/async-states.tsx'
import { CopyButton } from '../../../ui/feedback/copy.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { GuardedPage } from '../../../ui/page/guarded-page.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { useHosts } from './queries.ts'

const AddHostDialog = lazy(() => import('./dialogs.tsx').then((it) => it.AddHostDialog))
const RemoveHostDialog = lazy(() => import('./dialogs.tsx').then((it) => it.RemoveHostDialog))

/** The hosts whose root is the gateway of the organization. */
export function HostsPage() {
  const url = useUrlState()
  const mayWrite = useCan('gateway:write')
  const query = useHosts()
  const [removing, setRemoving] = useState<string | null>(null)
  const canAdd = query.data && (query.data.available.length > 0 || query.data.localhost)
  const addButton = mayWrite && canAdd && (
    <Button kind="primary" icon={Plus} onClick={() => url.open({ dialog: 'add-host' })}>
      {m.gateway_hosts_add()}
    </Button>
  )
  const isEmpty = query.data?.data.length === 0
  return (
    <>
      <GuardedPage
        title={m.gateway_view_name({ view: 'hosts' })}
        scope="gateway:read"
        actions={!isEmpty && addButton}
        viewOnly={!mayWrite && m.gateway_view_only()}
      >
        <section class="card min-w-0" aria-label={m.gateway_view_name({ view: 'hosts' })}>
          <Loaded query={query} waiting={<SkeletonRows rows={4} height="row" />}>
            {({ data, available, localhost }) =>
              data.length === 0 ? (
                <EmptyState icon={Globe} title={m.gateway_hosts_empty_title()} action={addButton}>
                  <p>{m.gateway_hosts_empty_text()}</p>
                  {available.length === 0 && <p class="mt-2">{m.gateway_hosts_operator()}</p>}
                  {localhost && <p class="mt-2">{m.gateway_hosts_local()}</p>}
                </EmptyState>
              ) : (
                <Hosts hosts={data} onRemove={mayWrite ? setRemoving : null} />
              )
            }
          </Loaded>
        </section>
        {!isEmpty && query.data?.available.length === 0 && (
          <p class="mt-3 text-sm text-soft">{m.gateway_hosts_operator()}</p>
        )}
      </GuardedPage>
      {mayWrite && url.query.dialog === 'add-host' && query.data && (
        <AddHostDialog hosts={query.data} onClose={() => url.close('dialog')} />
      )}
      {removing !== null && <RemoveHostDialog host={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}

type HostsProps = { hosts: readonly GatewayHost[]; onRemove: ((host: string) => void) | null }

function Hosts({ hosts, onRemove }: HostsProps) {
  const phone = layout.value === 'phone'
  const columns: Column<GatewayHost>[] = [
    {
      key: 'host',
      title: m.gateway_hosts_host(),
      cell: ({ host, url }) => (
        <span class="flex min-w-0 items-center gap-1">
          <code class="min-w-0 truncate font-medium" title={host}>
            {host}
          </code>
          <CopyButton compact text={url} label={m.gateway_hosts_copy({ host })} />
        </span>
      ),
    },
    {
      key: 'added',
      title: m.gateway_hosts_since(),
      width: 220,
      from: 560,
      cell: ({ createdAt, createdBy }) => (
        <span class="block truncate text-soft">
          <RelativeTime at={createdAt} /> {createdBy && m.gateway_by({ name: createdBy })}
        </span>
      ),
    },
    ...(onRemove
      ? [
          {
            key: 'remove',
            title: m.gateway_hosts_remove(),
            hideTitle: true,
            width: phone ? 108 : 104,
            class: 'text-right',
            cell: ({ host }: GatewayHost) => (
              <Button small aria-label={m.gateway_hosts_remove_of({ host })} onClick={() => onRemove(host)}>
                {m.gateway_hosts_remove()}
              </Button>
            ),
          },
        ]
      : []),
  ]
  return (
    <Table
      caption={m.gateway_view_name({ view: 'hosts' })}
      columns={columns}
      rows={hosts}
      rowKey={({ host }) => host}
    />
  )
}
