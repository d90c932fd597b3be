import { useMutation, useQuery } from '@tanstack/preact-query'
import type { Delivery } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { usePage } from '../../../lists/page-query.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from '../webhook/queries.ts'

/** Polling interval of the newest deliveries. */
const LIVE_MS = 3000

/** What a retry needs of a delivery: its id, and its event type for the toast. */
type OneDelivery = Pick<Delivery, 'id' | 'eventType'>

export const isOpen = ({ status }: Pick<Delivery, 'status'>) => status === 'pending' || status === 'delivering'

/** Whether it can be sent on request: it has ended, is held, or waits for its next attempt. */
export const isSendable = ({ status, nextAttemptAt }: Pick<Delivery, 'status' | 'nextAttemptAt'>) =>
  status !== 'delivering' && (status !== 'pending' || nextAttemptAt !== null)

/** One page of deliveries. `live`: polls it. */
export const useDeliveries = (
  webhookId: string,
  query: Query<'GET', '/api/v1/webhooks/{id}/deliveries'>,
  live: boolean,
) =>
  usePage(
    ['webhooks', 'deliveries', webhookId, query],
    (signal) => callApi('GET', '/api/v1/webhooks/{id}/deliveries', { params: { id: webhookId }, query, signal }),
    live && LIVE_MS,
  )

/** The numbers of deliveries by state, for the filters of the list but the state. */
export const useDeliveryCounts = (webhookId: string, query: Query<'GET', '/api/v1/webhooks/{id}/deliveries/counts'>) =>
  usePage(
    ['webhooks', 'delivery-counts', webhookId, query],
    (signal) => callApi('GET', '/api/v1/webhooks/{id}/deliveries/counts', { params: { id: webhookId }, query, signal }),
    3 * LIVE_MS,
  )

/** The newest deliveries of a webhook, to find out why it fails. */
export const useLatestDeliveries = (webhookId: string, limit: number) =>
  usePage(
    ['webhooks', 'latest-deliveries', webhookId, limit],
    (signal) =>
      callApi('GET', '/api/v1/webhooks/{id}/deliveries', { params: { id: webhookId }, query: { limit }, signal }),
    5 * LIVE_MS,
  )

/** One delivery with all attempts; polled until it is finished. */
export const useDelivery = (webhookId: string, id: string) =>
  useQuery({
    queryKey: ['webhooks', 'delivery', webhookId, id],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/webhooks/{id}/deliveries/{deliveryId}', {
        params: { id: webhookId, deliveryId: id },
        signal,
      }),
    refetchInterval: (query) => (query.state.data && isOpen(query.state.data) ? LIVE_MS / 2 : false),
  })

/** Sends one delivery again, whether it was delivered or failed. */
export function useRetryDelivery(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id: deliveryId }: OneDelivery) =>
      callApi('POST', '/api/v1/webhooks/{id}/deliveries/{deliveryId}/retry', {
        params: { id: webhookId, deliveryId },
        body: {},
      }),
    onSuccess: (_, { eventType }) => toastDone(m.deliveries_retried({ event: eventType })),
    onError: toastError,
    onSettled: refresh,
  })
}

/** Skips a waiting delivery; the next one in its lane continues. */
export function useSkipDelivery(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id: deliveryId }: OneDelivery) =>
      callApi('POST', '/api/v1/webhooks/{id}/deliveries/{deliveryId}/skip', {
        params: { id: webhookId, deliveryId },
        body: {},
      }),
    onSuccess: (_, { eventType }) => toastDone(m.deliveries_skipped({ event: eventType })),
    onError: toastError,
    onSettled: refresh,
  })
}
