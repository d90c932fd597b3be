import type { GatewayRoute } from '../../../../client/src/generated.ts'
import type { UrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { RouteMenu, useRouteActions } from '../route/actions.tsx'
import { CircuitBadge, Methods, PublicPath, RouteDot, ScopeTags, ToolMark } from '../route/facts.tsx'
import { pageOfRoute } from '../route/routes.ts'

/** The list on a phone: one card per route. */
export function RouteCards({ routes, url }: { routes: readonly GatewayRoute[]; url: UrlState }) {
  const actions = useRouteActions(url)
  return (
    <ul aria-label={m.gateway_view_name({ view: 'routes' })}>
      {routes.map((route) => (
        <li key={route.id} class="relative border-t border-line py-2.5 pr-2 pl-4 first:border-t-0">
          <div class="flex items-center gap-2.5">
            <RouteDot route={route} />
            {/* The link covers the card, so that a press anywhere opens the route. */}
            <a
              class="name-link min-w-0 truncate text-form after:absolute after:inset-0"
              title={route.name}
              href={pageOfRoute(route.id)}
            >
              {route.name}
            </a>
            <CircuitBadge route={route} />
            <span class="relative ml-auto flex-none">
              <RouteMenu route={route} actions={actions} />
            </span>
          </div>
          <div class="flex min-w-0 items-center gap-2 pr-2">
            <Methods methods={route.methods} most={2} />
            <PublicPath route={route} />
          </div>
          <div class="mt-1 flex min-w-0 items-center gap-3 pr-2 text-sm">
            <ScopeTags scopes={route.scopes} />
            <span class="ml-auto min-w-0">
              <ToolMark route={route} />
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}
