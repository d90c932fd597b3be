import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { PublishEvent } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { usePage } from '../../../lists/page-query.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'

const LIVE_MS = 4000

/** One page of published events; the newest ones are polled. */
export const usePublished = (query: Query<'GET', '/api/v1/events'>) =>
  usePage(
    ['events', 'list', query],
    (signal) => callApi('GET', '/api/v1/events', { query, signal }),
    query.cursor ? false : LIVE_MS,
  )

/** One event with its data and its deliveries; polled while one of them is open. */
export const usePublishedEvent = (id: string) =>
  useQuery({
    queryKey: ['events', 'one', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/events/{id}', { params: { id }, signal }),
    refetchInterval: ({ state: { data } }) =>
      data && data.deliveryCounts.pending + data.deliveryCounts.delivering > 0 ? LIVE_MS / 2 : false,
  })

/** Invalidates all queries about events and about the deliveries of webhooks. */
function useRefresh() {
  const client = useQueryClient()
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['events'] }),
      client.invalidateQueries({ queryKey: ['webhooks'] }),
    ])
}

/** Publishes an event. A repeated request after a lost answer publishes nothing twice. */
export function usePublish() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: PublishEvent) => callApi('POST', '/api/v1/events', { body, idempotencyKey: keyFor(body) }),
    onSuccess: () => void refresh(),
  })
}

/** Sends an event again to the given webhooks, or to all that got it or listen to it now. */
export function useSendAgain() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id, webhookIds }: { id: string; type: string; webhookIds?: string[] }) =>
      callApi('POST', '/api/v1/events/{id}/send', { params: { id }, body: webhookIds ? { webhookIds } : {} }),
    onSuccess: ({ queued, deliveries }, { type }) => {
      const held = deliveries.filter(({ result }) => result === 'held').length
      if (queued > 0 || held === 0) toastDone(m.events_sent_again({ count: queued, type }))
      else toastDone(m.events_sent_held({ count: held, type }))
    },
    onError: toastError,
    onSettled: () => void refresh(),
  })
}
