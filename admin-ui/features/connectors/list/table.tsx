import { useLocation } from 'preact-iso/router'
import type { Connector } from '../../../../client/src/generated.ts'
import { formatNumber } from '../../../format/language.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { actionsColumn } from '../../../lists/columns.tsx'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { ConnectorMenu, useConnectorActions } from '../connector/actions.tsx'
import { EnvironmentBadge, Events, Health, LastEvent, Provider, StatusSwitch } from '../connector/facts.tsx'
import { pageOfConnector } from '../connector/routes.ts'

type ListProps = { connectors: readonly Connector[]; url: UrlState }

/** The table of connectors. */
export function ConnectorTable({ connectors, url }: ListProps) {
  const actions = useConnectorActions(url)
  const { route } = useLocation()
  const columns: Column<Connector>[] = [
    {
      key: 'name',
      title: m.connectors_name(),
      cell: (connector) => (
        <span class="flex items-center gap-2">
          <a class="name-link min-w-0 flex-1 truncate" title={connector.name} href={pageOfConnector(connector.id)}>
            {connector.name}
          </a>
          <EnvironmentBadge connector={connector} />
        </span>
      ),
    },
    {
      key: 'provider',
      title: m.connectors_platform(),
      width: 120,
      cell: (connector) => <Provider connector={connector} />,
    },
    {
      key: 'events',
      title: m.connectors_events(),
      from: 900,
      cell: ({ events }) => (
        <span class="block h-6 overflow-hidden">
          <Events events={events} shown={2} />
        </span>
      ),
    },
    { key: 'health', title: m.connectors_health(), width: 112, cell: (connector) => <Health connector={connector} /> },
    {
      key: 'last',
      title: m.connectors_last_event(),
      width: 116,
      from: 620,
      class: 'number',
      cell: (connector) => <LastEvent connector={connector} />,
    },
    {
      key: 'failures',
      title: m.connectors_failures(),
      width: 84,
      from: 760,
      class: 'number',
      cell: ({ consecutiveFailures }) => (
        <span class={consecutiveFailures > 0 ? 'text-bad' : 'text-soft'}>{formatNumber(consecutiveFailures)}</span>
      ),
    },
    {
      key: 'status',
      title: m.connectors_active(),
      width: 68,
      class: 'pl-4!',
      cell: (connector) => <StatusSwitch compact connector={connector} url={url} />,
    },
    actionsColumn((connector) => <ConnectorMenu connector={connector} actions={actions} />),
  ]
  return (
    <Table
      caption={m.connectors_label()}
      columns={columns}
      rows={connectors}
      rowKey={({ id }) => id}
      onOpen={({ id }) => route(pageOfConnector(id))}
    />
  )
}

/** The list on a phone: one card per connector. */
export function ConnectorCards({ connectors, url }: ListProps) {
  const actions = useConnectorActions(url)
  return (
    <ul aria-label={m.connectors_label()}>
      {connectors.map((connector) => (
        <li key={connector.id} class="relative border-t border-line py-2.5 pr-2 pl-4 first:border-t-0">
          <div class="flex items-center gap-2.5">
            {/* The link covers the card, so that a press anywhere opens the connector. */}
            <a
              class="name-link min-w-0 truncate text-form after:absolute after:inset-0"
              title={connector.name}
              href={pageOfConnector(connector.id)}
            >
              {connector.name}
            </a>
            <EnvironmentBadge connector={connector} />
            <span class="relative ml-auto flex flex-none items-center gap-2">
              <StatusSwitch compact connector={connector} url={url} />
              <ConnectorMenu connector={connector} actions={actions} />
            </span>
          </div>
          <div class="mt-1 flex items-center gap-3 pr-2 text-sm text-soft">
            <Provider connector={connector} />
            <Health connector={connector} />
            <span class="ml-auto flex-none">
              <span class="sr-only">{m.connectors_last_event()}: </span>
              <LastEvent connector={connector} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}
