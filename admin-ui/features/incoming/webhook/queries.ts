import { useQuery, useQueryClient } from '@tanstack/preact-query'
import type { IncomingWebhook, IncomingWebhookPage } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { callApi, callApiVersioned } from '../../../api/call-api.ts'
import { usePage } from '../../../lists/page-query.ts'

/** One page of incoming webhooks. When each last received something changes without user actions, so it is polled. */
export const useIncomingWebhooks = (query: Query<'GET', '/api/v1/incoming-webhooks'>) =>
  usePage(
    ['incoming', 'list', query],
    (signal) => callApi('GET', '/api/v1/incoming-webhooks', { query, signal }),
    10_000,
  )

/** Reads one incoming webhook with its version. */
export const readIncoming = (id: string, signal?: AbortSignal) =>
  callApiVersioned('GET', '/api/v1/incoming-webhooks/{id}', { params: { id }, signal })

/** One incoming webhook; the row from the list is shown until the server has answered. */
export function useIncoming(id: string) {
  const client = useQueryClient()
  return useQuery<IncomingWebhook>({
    queryKey: ['incoming', 'one', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/incoming-webhooks/{id}', { params: { id }, signal }),
    placeholderData: () =>
      client
        .getQueriesData<IncomingWebhookPage>({ queryKey: ['incoming', 'list'] })
        .flatMap(([, page]) => page?.data ?? [])
        .find((webhook) => webhook.id === id),
    refetchInterval: 10_000,
  })
}

/** One incoming webhook with its version, for editing: read once, and not cached. */
export const useVersionedIncoming = (id: string) =>
  useQuery({
    queryKey: ['incoming', 'versioned', id],
    queryFn: ({ signal }) => readIncoming(id, signal),
    gcTime: 0,
  })

/** Invalidates all queries about incoming webhooks after a change. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['incoming'] })
}

/** All modules, by slug. */
export const useModules = (enabled = true) =>
  useQuery({
    queryKey: ['modules', 'list'],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/modules', { signal }),
    enabled,
    staleTime: 10_000,
  })
