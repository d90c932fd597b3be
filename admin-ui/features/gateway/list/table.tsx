import { useLocation } from 'preact-iso/router'
import type { GatewayRoute } from '../../../../client/src/generated.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { actionsColumn } from '../../../lists/columns.tsx'
import { type Column, Table } from '../../../lists/table.tsx'
import { m } from '../../../messages/index.ts'
import { Middle } from '../../../ui/middle.tsx'
import { RouteMenu, useRouteActions } from '../route/actions.tsx'
import { CircuitBadge, Methods, PublicPath, RouteDot, ScopeTags, ToolMark } from '../route/facts.tsx'
import { overlapsOf } from '../route/overlaps.ts'
import { pageOfRoute } from '../route/routes.ts'
import { Precedence } from './precedence.tsx'

type RouteTableProps = {
  routes: readonly GatewayRoute[]
  url: UrlState
  sort: string
  onSort: (sort: string) => void
}

/** The table of routes, by prefix: a longer one takes precedence over the one above it. */
export function RouteTable({ routes, url, sort, onSort }: RouteTableProps) {
  const actions = useRouteActions(url)
  const { route: goTo } = useLocation()
  const overlaps = overlapsOf(routes)
  const columns: Column<GatewayRoute>[] = [
    {
      key: 'name',
      title: m.gateway_name(),
      sort: 'name',
      width: 236,
      cell: (route) => (
        <span class="flex items-center gap-2">
          <RouteDot route={route} />
          <a class="name-link min-w-0 flex-1 truncate" title={route.name} href={pageOfRoute(route.id)}>
            {route.name}
          </a>
          <CircuitBadge route={route} />
        </span>
      ),
    },
    {
      key: 'path',
      title: m.gateway_public_path(),
      sort: 'prefix',
      cell: (route) => (
        <span class="flex min-w-0 items-center gap-2">
          <Methods methods={route.methods} />
          <PublicPath route={route} />
          <Precedence overlap={overlaps.get(route.id)} />
        </span>
      ),
    },
    {
      key: 'upstream',
      title: m.gateway_upstream(),
      from: 900,
      cell: ({ upstream }) => (
        <code class="block text-soft">
          <Middle text={upstream} tail={16} />
        </code>
      ),
    },
    {
      key: 'scopes',
      title: m.gateway_scopes(),
      width: 168,
      from: 720,
      cell: ({ scopes }) => <ScopeTags scopes={scopes} />,
    },
    { key: 'tool', title: m.gateway_tool(), width: 168, from: 1060, cell: (route) => <ToolMark route={route} /> },
    actionsColumn((route) => <RouteMenu route={route} actions={actions} />),
  ]
  return (
    <Table
      caption={m.gateway_view_name({ view: 'routes' })}
      columns={columns}
      rows={routes}
      rowKey={(route) => route.id}
      sort={sort}
      onSort={onSort}
      onOpen={(route) => goTo(pageOfRoute(route.id))}
    />
  )
}
