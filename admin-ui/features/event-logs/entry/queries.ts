import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query'
import type {
  Delivery,
  DeliveryDetail,
  FullLogEntry,
  LogEntry,
  LogPage,
  LogTrail,
} from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useCan } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'

/** Polling intervals of deliveries that are sent soon, and of those that wait for a retry, ms. */
const OPEN_MS = 3000
const WAITING_MS = 15_000

/** One entry; the row from the list is shown until the server has answered (`whole`), and if the entry was purged. */
export function useLogEntry(id: string) {
  const client = useQueryClient()
  const known = client
    .getQueriesData<LogPage>({ queryKey: ['event-logs', 'list'] })
    .flatMap(([, page]) => page?.data ?? [])
    .find((entry) => entry.id === id)
  const query = useQuery({
    queryKey: ['event-logs', 'one', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/event-logs/{id}', { params: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const data: FullLogEntry | undefined = query.data ?? known
  return { ...query, data, whole: query.data !== undefined }
}

/** What belongs to an entry: call, events, deliveries, alerts. Read again while one of the deliveries is not finished. */
export const useTrail = (id: string) =>
  useQuery({
    queryKey: ['event-logs', 'trail', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/event-logs/{id}/trail', { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data ? paceOf(state.data) : false),
  })

/** Fast while something is sent or about to be, slow while a retry is far away. */
function paceOf({ delivery, events }: LogTrail): number | false {
  if (delivery && isOpen(delivery) && !isLater(delivery)) return OPEN_MS
  const others = (events ?? []).flatMap(({ deliveryList }) => deliveryList).filter((one) => one.id !== delivery?.id)
  if (others.some((one) => one.state === 'queued')) return OPEN_MS
  return others.some(isOpen) || (delivery && isOpen(delivery)) ? WAITING_MS : false
}

const isOpen = ({ status }: Pick<Delivery, 'status'>) => status === 'pending' || status === 'delivering'
const isLater = ({ nextAttemptAt }: Pick<Delivery, 'nextAttemptAt'>) =>
  nextAttemptAt !== null && Date.parse(nextAttemptAt) > Date.now() + WAITING_MS

/** Calls that the key may make in the window whose limit an entry reached; undefined if that is not known. */
export function useReachedLimit(entry: LogEntry | undefined): number | undefined {
  const mayRead = useCan('api-keys:read')
  const id = entry?.keyId ?? ''
  const window = entry?.outcome === 'rate_limited' ? entry.reason?.limit : undefined
  const key = useQuery({
    queryKey: ['api-keys', 'one', id],
    queryFn: ({ signal }) => callApi('GET', '/api/v1/api-keys/{id}', { params: { id }, signal }),
    enabled: mayRead && id !== '' && window !== undefined,
    staleTime: 60_000,
  }).data
  const limit = window && key?.rateLimit[({ minute: 'perMinute', hour: 'perHour', day: 'perDay' } as const)[window]]
  return limit ?? undefined
}

/** Sends a delivery again. */
export function useRetryDelivery() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ webhookId, delivery }: { webhookId: string; delivery: DeliveryDetail }) =>
      callApi('POST', '/api/v1/webhooks/{id}/deliveries/{deliveryId}/retry', {
        params: { id: webhookId, deliveryId: delivery.id },
        body: {},
      }),
    onSuccess: (_, { delivery }) => toastDone(m.event_logs_retried({ event: delivery.eventType })),
    onError: toastError,
    onSettled: () =>
      Promise.all(
        [['webhooks'], ['events'], ['event-logs', 'trail']].map((queryKey) => client.invalidateQueries({ queryKey })),
      ),
  })
}
