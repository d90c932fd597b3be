import { keepPreviousData, useMutation, useQuery } from '@tanstack/preact-query'
import type { PreviewWebhook, TestUnsavedWebhook, TestWebhook } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useRefresh } from '../webhook/queries.ts'

/** The server waits up to 30 s for a receiver; its own answer takes a little longer. */
const TEST_TIMEOUT_MS = 40_000

/** The result of a filter and a transformation for the sample of an event; read while `on`. */
export const usePreview = (input: PreviewWebhook, on = true) =>
  useQuery({
    queryKey: ['webhook-preview', input],
    queryFn: () => callApi('POST', '/api/v1/webhooks/preview', { body: input }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: on,
  })

/** Sends a test to a webhook and waits for the receiver's answer. */
export function useTestWebhook(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (body: TestWebhook) =>
      callApi('POST', '/api/v1/webhooks/{id}/test', { params: { id }, body, timeoutMs: TEST_TIMEOUT_MS }),
    onSettled: () => void refresh(),
  })
}

/** Sends a test to a webhook that is not saved yet. */
export const useTestUnsaved = () =>
  useMutation({
    mutationFn: (body: TestUnsavedWebhook) =>
      callApi('POST', '/api/v1/webhooks/test', { body, timeoutMs: TEST_TIMEOUT_MS }),
    // It may contain a secret.
    gcTime: 0,
  })
