import { keepPreviousData, useMutation, useQuery } from '@tanstack/preact-query'
import type {
  Preview,
  PreviewWebhook,
  TestResult,
  TestUnsavedWebhook,
  TestWebhook,
} from '../../../contract/webhooks.ts'
import { send } from '../../api.ts'
import { useRefresh, webhookPath } from './queries.ts'

/** The server gives a receiver 30 s at most; its own answer takes a moment more. */
const TEST_TIMEOUT_MS = 40_000

type PreviewInput = Partial<PreviewWebhook> & { eventType: string }

/** What a filter and a transformation make of the sample of an event; asked for while `on`. */
export const usePreview = (input: PreviewInput, on = true) =>
  useQuery({
    queryKey: ['webhook-preview', input],
    queryFn: () => send<Preview>('POST', '/api/v1/webhooks/preview', input),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: on,
  })

/** Sends a test to a webhook and waits for what its receiver answers. */
export function useTestWebhook(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (input: Partial<TestWebhook>) =>
      send<TestResult>('POST', webhookPath(id, 'test'), input, { timeoutMs: TEST_TIMEOUT_MS }),
    onSettled: () => void refresh(),
  })
}

/** Sends a test to a webhook that is not saved yet. */
export const useTestUnsaved = () =>
  useMutation({
    mutationFn: (input: Partial<TestUnsavedWebhook> & { url: string }) =>
      send<TestResult>('POST', '/api/v1/webhooks/test', input, { timeoutMs: TEST_TIMEOUT_MS }),
    // It may hold a secret.
    gcTime: 0,
  })
