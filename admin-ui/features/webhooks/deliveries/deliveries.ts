import { useMutation, useQuery } from '@tanstack/preact-query'
import type { Page } from '../../../../contract/common.ts'
import type { Delivery, DeliveryDetail } from '../../../../contract/webhooks.ts'
import { get, type Params, send } from '../../../api.ts'
import { usePage } from '../../../lists/page-query.ts'
import { toastDone } from '../../../ui/toast.ts'
import { sayWhy } from '../../../ui/toast-error.ts'
import { useRefresh, webhookPath } from '../queries.ts'
import { words } from './delivery-words.ts'

/** How often the newest deliveries are asked for while they are in sight. */
const LIVE_MS = 3000

export const isOpen = ({ status }: Pick<Delivery, 'status'>) => status === 'pending' || status === 'delivering'

/** One page of deliveries. `live` asks for it again and again. */
export const useDeliveries = (webhookId: string, params: Params, live: boolean) =>
  usePage<Page<Delivery>>(
    ['webhooks', 'deliveries', webhookId],
    webhookPath(webhookId, 'deliveries'),
    params,
    live && LIVE_MS,
  )

/** One delivery with every attempt; asked for again until it is over. */
export const useDelivery = (webhookId: string, id: string) =>
  useQuery({
    queryKey: ['webhooks', 'delivery', webhookId, id],
    queryFn: ({ signal }) => get<DeliveryDetail>(webhookPath(webhookId, 'deliveries', id), undefined, signal),
    refetchInterval: (query) => (query.state.data && isOpen(query.state.data) ? LIVE_MS / 2 : false),
  })

/** Sends one delivery again, whether it had failed or not. */
export function useRetryDelivery(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) => send('POST', webhookPath(webhookId, 'deliveries', id, 'retry')),
    onSuccess: () => toastDone(words().retried),
    onError: sayWhy,
    onSettled: refresh,
  })
}

/** Gives up one that waits; what waited behind it goes on. */
export function useSkipDelivery(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (id: string) => send('POST', webhookPath(webhookId, 'deliveries', id, 'skip')),
    onSuccess: () => toastDone(words().skipped),
    onError: sayWhy,
    onSettled: refresh,
  })
}
