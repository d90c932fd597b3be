import { useMutation } from '@tanstack/preact-query'
import type { CreateIncomingWebhook, IncomingWebhook } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { useIdempotencyKey } from '../../../hooks/use-idempotency-key.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from './queries.ts'

/** Creates an incoming webhook; only this answer contains its token. */
export function useCreateIncoming() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (body: CreateIncomingWebhook) =>
      callApi('POST', '/api/v1/incoming-webhooks', { body, idempotencyKey: keyFor(body) }),
    // Not awaited: the new webhook is shown at once, however long the list takes.
    onSuccess: () => void refresh(),
    // Not cached after the dialog is closed, because it contains a token.
    gcTime: 0,
  })
}

/** Gives an incoming webhook a new token; the old URL is unknown at once. */
export function useRegenerateToken() {
  const refresh = useRefresh()
  const keyFor = useIdempotencyKey()
  return useMutation({
    mutationFn: (id: string) =>
      callApi('POST', '/api/v1/incoming-webhooks/{id}/regenerate-token', {
        params: { id },
        body: {},
        idempotencyKey: keyFor(id),
      }),
    onSettled: () => void refresh(),
    gcTime: 0,
  })
}

/** Deletes an incoming webhook; it is removed from the list. */
export function useDeleteIncoming() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ id }: IncomingWebhook) => callApi('DELETE', '/api/v1/incoming-webhooks/{id}', { params: { id } }),
    onSuccess: (_, { name }) => toastDone(m.incoming_deleted({ name })),
    onError: toastError,
    onSettled: () => void refresh(),
  })
}

/** Pausing and resuming undo each other, so neither needs confirmation. */
export function usePauseResume() {
  const refresh = useRefresh()
  const flip = async (webhook: IncomingWebhook, verb: 'pause' | 'resume', offerUndo: boolean) => {
    const { id, name } = webhook
    try {
      if (verb === 'pause') await callApi('POST', '/api/v1/incoming-webhooks/{id}/pause', { params: { id }, body: {} })
      else await callApi('POST', '/api/v1/incoming-webhooks/{id}/resume', { params: { id }, body: {} })
      toastDone(
        verb === 'pause' ? m.incoming_paused({ name }) : m.incoming_resumed({ name }),
        offerUndo ? () => flip(webhook, verb === 'pause' ? 'resume' : 'pause', false) : undefined,
      )
    } catch (error) {
      toastError(error)
    }
    await refresh()
  }
  return (webhook: IncomingWebhook) => flip(webhook, webhook.status === 'active' ? 'pause' : 'resume', true)
}
