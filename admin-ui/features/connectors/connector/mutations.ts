import { useMutation } from '@tanstack/preact-query'
import type { Connector, CreateConnector, TestConnector } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from './queries.ts'

/** The server waits up to 15 s for a platform; its own answer takes a little longer. */
const TEST_TIMEOUT_MS = 25_000

/** Connects a platform. */
export function useCreateConnector() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: CreateConnector) =>
      callApi('POST', '/api/v1/connectors', { body, idempotencyKey: keyFor(body) }),
    onSuccess: () => void refresh(),
    // The input contains a token.
    gcTime: 0,
  })
}

/** Disconnects a platform. */
export function useDeleteConnector() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id }: Connector) => callApi('DELETE', '/api/v1/connectors/{id}', { params: { id } }),
    onSuccess: (_, { name }) => toastDone(m.connectors_deleted({ name })),
    onError: toastError,
    onSettled: () => void refresh(),
  })
}

/** Pauses a connector, or resumes it; `sendHeld` also sends what was held meanwhile. */
export function usePauseResume() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ connector: { id }, sendHeld }: { connector: Connector; sendHeld?: boolean | null }) =>
      sendHeld == null
        ? callApi('POST', '/api/v1/connectors/{id}/pause', { params: { id }, body: {} })
        : callApi('POST', '/api/v1/connectors/{id}/resume', { params: { id }, body: { sendHeld } }),
    onSuccess: ({ name, status }) =>
      toastDone(status === 'active' ? m.connectors_resumed({ name }) : m.connectors_paused({ name })),
    onError: toastError,
    onSettled: () => void refresh(),
  })
}

/** Sends a test message and waits for the answer of the platform. */
export const useTestConnector = (id: string) =>
  useMutation({
    mutationFn: (body: TestConnector) =>
      callApi('POST', '/api/v1/connectors/{id}/test', { params: { id }, body, timeoutMs: TEST_TIMEOUT_MS }),
  })

/** Sends one delivery again, or now. */
export function useRetryDelivery(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (deliveryId: string) =>
      callApi('POST', '/api/v1/connectors/{id}/deliveries/{deliveryId}/retry', {
        params: { id, deliveryId },
        body: {},
      }),
    onSuccess: ({ eventType }) => toastDone(m.connectors_retried({ event: eventType })),
    onError: toastError,
    onSettled: () => void refresh(),
  })
}
