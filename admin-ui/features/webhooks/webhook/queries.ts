import { useQuery, useQueryClient } from '@tanstack/preact-query'
import type { Webhook, WebhookPage } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { callApi, callApiVersioned } from '../../../api/call-api.ts'
import { usePage } from '../../../lists/page-query.ts'

/** One page of webhooks. Deliveries and health change without user actions, so it is polled. */
export const useWebhooks = (query: Query<'GET', '/api/v1/webhooks'>) =>
  usePage(['webhooks', 'list', query], (signal) => callApi('GET', '/api/v1/webhooks', { query, signal }), 10_000)

/** Reads one webhook with its version. */
export const readWebhook = (id: string, signal?: AbortSignal) =>
  callApiVersioned('GET', '/api/v1/webhooks/{id}', { params: { id }, signal })

/** One webhook; the row from the list is shown until the server has answered. */
export function useWebhook(id: string) {
  const client = useQueryClient()
  return useQuery<Webhook>({
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/webhooks/{id}', { params: { id }, signal }),
    placeholderData: () =>
      client
        .getQueriesData<WebhookPage>({ queryKey: ['webhooks', 'list'] })
        .flatMap(([, page]) => page?.data ?? [])
        .find((webhook) => webhook.id === id),
    refetchInterval: 5_000,
  })
}

/** One webhook with its version, for editing: read once, and not cached. */
export const useVersionedWebhook = (id: string) =>
  useQuery({
    queryKey: ['webhooks', 'versioned', id],
    queryFn: ({ signal }) => readWebhook(id, signal),
    gcTime: 0,
  })

/** Invalidates all queries about webhooks after a change. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['webhooks'] })
}
