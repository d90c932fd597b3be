import { useMutation, useQuery } from '@tanstack/preact-query'
import type { Delivery } from '../../../../client/src/generated.ts'
import type { Query } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { usePage } from '../../../lists/page-query.ts'
import { toastDone, toastError } from '../../../ui/toast.ts'
import { useRefresh } from '../webhook/queries.ts'
import { words } from './delivery-words.ts'

/** How often the newest deliveries are read again while they are shown. */
const LIVE_MS = 3000

export const isOpen = ({ status }: Pick<Delivery, 'status'>) => status === 'pending' || status === 'delivering'

/** One page of deliveries. `live` asks for it again and again. */
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

/** One delivery with every attempt; read again until it is final. */
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

/** Sends one delivery again, whether it had failed or not. */
export function useRetryDelivery(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (deliveryId: string) =>
      callApi('POST', '/api/v1/webhooks/{id}/deliveries/{deliveryId}/retry', {
        params: { id: webhookId, deliveryId },
        body: {},
      }),
    onSuccess: () => toastDone(words().retried),
    onError: toastError,
    onSettled: refresh,
  })
}

/** Gives up one that waits; what waited behind it goes on. */
export function useSkipDelivery(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (deliveryId: string) =>
      callApi('POST', '/api/v1/webhooks/{id}/deliveries/{deliveryId}/skip', {
        params: { id: webhookId, deliveryId },
        body: {},
      }),
    onSuccess: () => toastDone(words().skipped),
    onError: toastError,
    onSettled: refresh,
  })
}
