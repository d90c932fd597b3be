import { useMutation, useQuery } from '@tanstack/preact-query'
import type { Query } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { requestOutcome } from '../../../format/request-outcome.ts'
import { usePage } from '../../../lists/page-query.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from '../webhook/queries.ts'

/** Polling interval of the newest requests. */
const LIVE_MS = 3000

/** One page of requests. `live`: polls it. */
export const useRequests = (
  webhookId: string,
  query: Query<'GET', '/api/v1/incoming-webhooks/{id}/requests'>,
  live: boolean,
) =>
  usePage(
    ['incoming', 'requests', webhookId, query],
    (signal) => callApi('GET', '/api/v1/incoming-webhooks/{id}/requests', { params: { id: webhookId }, query, signal }),
    live && LIVE_MS,
  )

/** One request with its headers and its body, which never change. */
export const useRequest = (webhookId: string, requestId: string) =>
  useQuery({
    queryKey: ['incoming', 'request', webhookId, requestId],
    queryFn: ({ signal }) =>
      callApi('GET', '/api/v1/incoming-webhooks/{id}/requests/{requestId}', {
        params: { id: webhookId, requestId },
        signal,
      }),
  })

/** Handles a kept request again, by the settings of now. */
export function useReplay(webhookId: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (requestId: string) =>
      callApi('POST', '/api/v1/incoming-webhooks/{id}/requests/{requestId}/replay', {
        params: { id: webhookId, requestId },
        body: {},
      }),
    onSuccess: (request) => toastDone(m.incoming_replayed({ outcome: requestOutcome(request) })),
    onError: toastError,
    onSettled: () => void refresh(),
  })
}
