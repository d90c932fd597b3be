import { useQuery, useQueryClient } from '@tanstack/preact-query'
import type { GatewayRoute, GatewayRoutePage } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { callApi, callApiVersioned } from '../../../api/call-api.ts'
import { usePage } from '../../../lists/page-query.ts'

/** One page of routes. Circuits open without user actions, so it is polled. */
export const useRoutes = (query: Query<'GET', '/api/v1/gateway-routes'>) =>
  usePage(['gateway', 'list', query], (signal) => callApi('GET', '/api/v1/gateway-routes', { query, signal }), 15_000)

/** Reads one route with its version. */
export const readRoute = (id: string, signal?: AbortSignal) =>
  callApiVersioned('GET', '/api/v1/gateway-routes/{id}', { params: { id }, signal })

/** One route; the row from the list is shown until the server has answered. */
export function useRoute(id: string) {
  const client = useQueryClient()
  return useQuery<GatewayRoute>({
    queryKey: ['gateway', 'one', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/gateway-routes/{id}', { params: { id }, signal }),
    placeholderData: () =>
      client
        .getQueriesData<GatewayRoutePage>({ queryKey: ['gateway', 'list'] })
        .flatMap(([, page]) => page?.data ?? [])
        .find((route) => route.id === id),
    refetchInterval: 15_000,
  })
}

/** One route with its version, for editing: read once, and not cached. */
export const useVersionedRoute = (id: string) =>
  useQuery({
    queryKey: ['gateway', 'versioned', id],
    queryFn: ({ signal }) => readRoute(id, signal),
    gcTime: 0,
  })

/** The figures of a route over some days. */
export const useRouteUsage = (id: string) =>
  useQuery({
    queryKey: ['gateway', 'usage', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/gateway-routes/{id}/usage', { params: { id }, signal }),
    refetchInterval: 60_000,
  })

/** All tools of the organization, and the URL at which agents find them. */
export const useTools = (enabled = true) =>
  useQuery({
    queryKey: ['gateway', 'tools'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/agent-tools', { signal }),
    refetchInterval: 60_000,
    enabled,
  })

/** Invalidates all queries about routes, their tools and hosts after a change. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['gateway'] })
}
