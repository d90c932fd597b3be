import { Send } from 'lucide-preact'
import type { Delivery } from '../../../../client/src/generated.ts'
import { DELIVERY_STATES } from '../../../../contract/webhooks.data.ts'
import { choicesOf } from '../../../forms/select.tsx'
import type { UrlState } from '../../../hooks/url-state.ts'
import { useSticky } from '../../../hooks/use-sticky.ts'
import { FilterBar } from '../../../lists/filter-bar.tsx'
import { List } from '../../../lists/list.tsx'
import { listAt, oneOf } from '../../../lists/list-state.ts'
import { readPaging } from '../../../lists/paging.ts'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { DeliveryState } from '../../../ui/delivery-state.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { useConnectorDeliveries } from '../connector/queries.ts'
import type { TabProps } from '../connector/routes.ts'

const Drawer = lazy(() => import('./delivery-drawer.tsx').then((it) => it.DeliveryDrawer))

const readState = (query: Record<string, string>) => ({
  state: oneOf(DELIVERY_STATES, query.state),
  ...readPaging(query),
})

const deliveriesAt = (url: UrlState) => {
  const state = readState(url.query)
  return { ...listAt(url, state, ['state']), filtered: state.state !== '' }
}

/** The deliveries of a connector, newest first. */
export function DeliveriesTab({ connector, url }: TabProps) {
  const at = deliveriesAt(url)
  const { state, cursor } = at.state
  const list = useConnectorDeliveries(connector.id, { state: state || null, cursor }, cursor === '')
  const { delivery } = url.query
  const asked = useSticky(delivery)
  return (
    <>
      <div class="mb-3">
        <FilterBar
          {...at}
          filters={[
            {
              name: 'state',
              label: m.connectors_state(),
              choices: choicesOf(
                DELIVERY_STATES,
                (one) => m.delivery_state_name({ state: one }),
                m.connectors_any_state(),
              ),
            },
          ]}
        />
      </div>
      <List
        {...at}
        caption={m.connectors_tab_deliveries()}
        query={list}
        waiting={{ rows: 10, height: 'row' }}
        blank={{ icon: Send, title: m.connectors_no_deliveries_title(), text: m.connectors_no_deliveries_text() }}
        pages={m.connectors_delivery_pages()}
        byTime
      >
        {({ data }) => (
          <Table
            caption={m.connectors_tab_deliveries()}
            columns={columns((id) => url.open({ delivery: id }))}
            rows={data}
            rowKey={({ id }) => id}
            openKey={delivery}
            onOpen={({ id }) => url.open({ delivery: id })}
          />
        )}
      </List>
      {asked && delivery && <Drawer connector={connector} id={delivery} onClose={() => url.close('delivery')} />}
    </>
  )
}

const columns = (open: (id: string) => void): Column<Delivery>[] => [
  { key: 'state', title: m.connectors_state(), width: 104, cell: ({ state }) => <DeliveryState state={state} /> },
  {
    key: 'event',
    title: m.connectors_event(),
    cell: ({ id, eventType }) => (
      <button
        type="button"
        class="name-link block max-w-full truncate font-mono text-sm font-normal!"
        title={eventType}
        onClick={() => open(id)}
      >
        {eventType}
      </button>
    ),
  },
  {
    key: 'answer',
    title: m.connectors_answer(),
    from: 560,
    cell: ({ error, responseStatus }) => (
      <span class={`block truncate ${error ? 'text-bad' : 'text-soft'}`} title={error?.message}>
        {error?.message ?? responseStatus}
      </span>
    ),
  },
  {
    key: 'time',
    title: m.connectors_time(),
    width: 96,
    class: 'number',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
]
