import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type { Delivery, DeliveryDetail, DeliveryPage } from '../../../../client/src/generated.ts'
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

/**
 * Shows a newer state of a delivery, as the server has just returned it, in the lists that are loaded. Otherwise its
 * row would keep the old state until the list is read again.
 */
async function showInLists(client: QueryClient, webhookId: string, newer: Delivery) {
  const isOld = (one: Delivery) => one.id === newer.id && JSON.stringify(one) !== JSON.stringify(newer)
  for (const [queryKey, page] of client.getQueriesData<DeliveryPage>({
    queryKey: ['webhooks', 'deliveries', webhookId],
  })) {
    if (!page?.data.some(isOld)) continue
    // An answer that is under way may be older.
    await client.cancelQueries({ queryKey, exact: true })
    client.setQueryData<DeliveryPage>(
      queryKey,
      (page) => page && { ...page, data: page.data.map((one) => (isOld(one) ? newer : one)) },
    )
    // The number beside each state must agree with the rows.
    void client.invalidateQueries({ queryKey: ['webhooks', 'delivery-counts', webhookId] })
  }
}

/** The same, also in its details. */
function showDelivery(client: QueryClient, webhookId: string, newer: Delivery) {
  client.setQueryData<DeliveryDetail>(
    ['webhooks', 'delivery', webhookId, newer.id],
    (known) => known && { ...known, ...newer },
  )
  return showInLists(client, webhookId, newer)
}

/** One delivery with all attempts; polled until it is finished. Its row in the list follows. */
export function useDelivery(webhookId: string, id: string) {
  const client = useQueryClient()
  return useQuery({
    queryKey: ['webhooks', 'delivery', webhookId, id],
    queryFn: async ({ signal }) => {
      const delivery = await callApi('GET', '/api/v1/webhooks/{id}/deliveries/{deliveryId}', {
        params: { id: webhookId, deliveryId: id },
        signal,
      })
      const { attemptList: _, blockedBy: __, ...row } = delivery
      await showInLists(client, webhookId, row)
      return delivery
    },
    refetchInterval: (query) => (query.state.data && isOpen(query.state.data) ? LIVE_MS / 2 : false),
  })
}

/** Sends one delivery again, whether it was delivered or failed. */
export function useRetryDelivery(webhookId: string) {
  const client = useQueryClient()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id: deliveryId }: OneDelivery) =>
      callApi('POST', '/api/v1/webhooks/{id}/deliveries/{deliveryId}/retry', {
        params: { id: webhookId, deliveryId },
        body: {},
      }),
    onSuccess: async (delivery, { eventType }) => {
      await showDelivery(client, webhookId, delivery)
      toastDone(m.deliveries_retried({ event: eventType }))
    },
    onError: toastError,
    onSettled: refresh,
  })
}

/** Skips a waiting delivery; the next one in its lane continues. */
export function useSkipDelivery(webhookId: string) {
  const client = useQueryClient()
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id: deliveryId }: OneDelivery) =>
      callApi('POST', '/api/v1/webhooks/{id}/deliveries/{deliveryId}/skip', {
        params: { id: webhookId, deliveryId },
        body: {},
      }),
    onSuccess: async (delivery, { eventType }) => {
      await showDelivery(client, webhookId, delivery)
      toastDone(m.deliveries_skipped({ event: eventType }))
    },
    onError: toastError,
    onSettled: refresh,
  })
}
