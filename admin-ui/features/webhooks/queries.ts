import { useQuery, useQueryClient } from '@tanstack/preact-query'
import type { Page } from '../../../contract/common.ts'
import type { EventTypeInfo } from '../../../contract/events.ts'
import type { Webhook } from '../../../contract/webhooks.ts'
import { get, getTagged, type Params } from '../../api.ts'
import { usePage } from '../../lists/page-query.ts'

/** The address of a webhook, or of something below it. */
export const webhookPath = (id: string, ...below: string[]) =>
  ['/api/v1/webhooks', id, ...below].map((part, index) => (index === 0 ? part : encodeURIComponent(part))).join('/')

/** One page of webhooks. Deliveries and health move on their own. */
export const useWebhooks = (params: Params) =>
  usePage<Page<Webhook>>(['webhooks', 'list'], '/api/v1/webhooks', params, 10_000)

/** One webhook, as the list last showed it until the server has answered. */
export function useWebhook(id: string) {
  const client = useQueryClient()
  return useQuery({
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }) => get<Webhook>(webhookPath(id), undefined, signal),
    placeholderData: () =>
      client
        .getQueriesData<Page<Webhook>>({ queryKey: ['webhooks', 'list'] })
        .flatMap(([, page]) => page?.data ?? [])
        .find((webhook) => webhook.id === id),
    refetchInterval: 5_000,
  })
}

/** One webhook with its version, to be changed: read once, and kept nowhere. */
export const useTaggedWebhook = (id: string) =>
  useQuery({
    queryKey: ['webhooks', 'tagged', id],
    queryFn: ({ signal }) => getTagged<Webhook>(webhookPath(id), undefined, signal),
    gcTime: 0,
  })

/** Every event that can be listened to: the catalogue's, then the organization's own. */
export const useEventTypes = () =>
  useQuery({
    queryKey: ['event-types'],
    queryFn: ({ signal }) => get<Page<EventTypeInfo>>('/api/v1/event-types', undefined, signal),
    select: (page) => page.data,
    staleTime: 60_000,
  })

/** What a change of a webhook does to what is on the screen: everything about webhooks is asked for again. */
export function useRefresh() {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['webhooks'] })
}
