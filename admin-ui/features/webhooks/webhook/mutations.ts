import { useMutation } from '@tanstack/preact-query'
import type { CreateWebhook, Webhook } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from './queries.ts'

/** Creates a webhook; only this answer contains its secret. */
export function useCreateWebhook() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: CreateWebhook) => callApi('POST', '/api/v1/webhooks', { body, idempotencyKey: keyFor(body) }),
    // Not awaited: the new webhook is shown at once, however long the list takes.
    onSuccess: () => void refresh(),
    // Not cached after the dialog is closed, because it contains a secret.
    gcTime: 0,
  })
}

/** Gives a webhook a new secret; the old one also signs for the chosen time. */
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

/** Resumes a webhook, and sends held deliveries if requested. */
export function useResumeWebhook() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ webhook, sendHeld }: { webhook: Webhook; sendHeld: boolean }) =>
      callApi('POST', '/api/v1/webhooks/{id}/resume', { params: { id: webhook.id }, body: { sendHeld } }),
    onSuccess: (_, { webhook, sendHeld }) =>
      toastDone((sendHeld ? m.webhooks_dialog_resumed_and_sent : m.webhooks_resumed)({ name: webhook.name })),
    onError: toastError,
    onSettled: refresh,
  })
}

/** Deletes a webhook; it is removed from the list. */
export function useDeleteWebhook() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (webhook: Webhook) => callApi('DELETE', '/api/v1/webhooks/{id}', { params: { id: webhook.id } }),
    onSuccess: (_, webhook) => toastDone(m.webhooks_dialog_deleted({ name: webhook.name })),
    onError: toastError,
    onSettled: () => void refresh(),
  })
}
