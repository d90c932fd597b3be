import { useMutation } from '@tanstack/preact-query'
import type { CreateWebhook, Webhook } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { toastDone, toastError } from '../../../ui/toast.ts'
import { words } from './dialog-words.ts'
import { useRefresh } from './queries.ts'

/** Makes a webhook; the answer is the only one that ever holds its secret. */
export function useCreateWebhook() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: CreateWebhook) => callApi('POST', '/api/v1/webhooks', { body, idempotencyKey: keyFor(body) }),
    // Not waited for: the new webhook is shown at once, however long the list takes.
    onSuccess: () => void refresh(),
    // Kept nowhere once the dialog is gone.
    gcTime: 0,
  })
}

/** Gives a webhook a new secret; the old one signs too for as long as asked. */
export function useRotateSecret() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: ({ id, overlapSeconds }: { id: string; overlapSeconds: number }) =>
      callApi('POST', '/api/v1/webhooks/{id}/rotate-secret', {
        params: { id },
        body: { overlapSeconds },
        idempotencyKey: keyFor([id, overlapSeconds]),
      }),
    onSettled: () => void refresh(),
    gcTime: 0,
  })
}

/** Resumes a webhook, and sends what it held where asked. */
export function useResumeWebhook() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ webhook, sendHeld }: { webhook: Webhook; sendHeld: boolean }) =>
      callApi('POST', '/api/v1/webhooks/{id}/resume', { params: { id: webhook.id }, body: { sendHeld } }),
    onSuccess: (_, { webhook, sendHeld }) =>
      toastDone((sendHeld ? words().resumedAndSent : words().resumed)(webhook.name)),
    onError: toastError,
    onSettled: refresh,
  })
}

/** Ends a webhook and takes it off the list. */
export function useDeleteWebhook() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (webhook: Webhook) => callApi('DELETE', '/api/v1/webhooks/{id}', { params: { id: webhook.id } }),
    onSuccess: (_, webhook) => toastDone(words().deleted(webhook.name)),
    onError: toastError,
    onSettled: () => void refresh(),
  })
}
