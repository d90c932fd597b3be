import { useQuery, useQueryClient } from '@tanstack/preact-query'
import type { OAuthApp, OAuthAppPage } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { callApi, callApiVersioned } from '../../../api/call-api.ts'
import { usePage } from '../../../lists/page-query.ts'

/** One page of apps. When each was last used changes without user actions, so it is polled. */
export const useOAuthApps = (query: Query<'GET', '/api/v1/oauth-apps'>) =>
  usePage(['oauth-apps', 'list', query], (signal) => callApi('GET', '/api/v1/oauth-apps', { query, signal }), 15_000)

/** Reads one app with its version. */
export const readOAuthApp = (id: string, signal?: AbortSignal) =>
  callApiVersioned('GET', '/api/v1/oauth-apps/{id}', { params: { id }, signal })

/** One app; the row from the list is shown until the server has answered. */
export function useOAuthApp(id: string) {
  const client = useQueryClient()
  return useQuery<OAuthApp>({
    queryKey: ['oauth-apps', 'one', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/oauth-apps/{id}', { params: { id }, signal }),
    placeholderData: () =>
      client
        .getQueriesData<OAuthAppPage>({ queryKey: ['oauth-apps', 'list'] })
        .flatMap(([, page]) => page?.data ?? [])
        .find((app) => app.id === id),
    refetchInterval: 15_000,
  })
}

/** One app with its version, for editing: read once, and not cached. */
export const useVersionedApp = (id: string) =>
  useQuery({
    queryKey: ['oauth-apps', 'versioned', id],
    queryFn: ({ signal }) => readOAuthApp(id, signal),
    gcTime: 0,
  })

/** Invalidates all queries about apps, their grants and their tokens after a change. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['oauth-apps'] })
}
