import { useMutation } from '@tanstack/preact-query'
import type { Webhook, WebhookWithSecret } from '../../../contract/webhooks.ts'
import { send } from '../../api.ts'
import { useOnce } from '../../hooks/use-idempotency-key.ts'
import { toastDone } from '../../ui/toast.ts'
import { sayWhy } from '../../ui/toast-error.ts'
import { words } from './dialog-words.ts'
import { useRefresh, webhookPath } from './queries.ts'

/** Gives a webhook a new secret; the old one signs too for as long as asked. */
export function useRotateSecret() {
  const refresh = useRefresh()
  const once = useOnce()
  return useMutation({
    mutationFn: ({ id, overlapSeconds }: { id: string; overlapSeconds: number }) =>
      send<WebhookWithSecret>('POST', webhookPath(id, 'rotate-secret'), { overlapSeconds }, once([id, overlapSeconds])),
    onSettled: () => void refresh(),
    gcTime: 0,
  })
}

/** Resumes a webhook, and sends what it held where asked. */
export function useResumeWebhook() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ webhook, sendHeld }: { webhook: Webhook; sendHeld: boolean }) =>
      send<Webhook>('POST', webhookPath(webhook.id, 'resume'), { sendHeld }),
    onSuccess: (_, { webhook, sendHeld }) =>
      toastDone((sendHeld ? words().resumedAndSent : words().resumed)(webhook.name)),
    onError: sayWhy,
    onSettled: refresh,
  })
}

/** Ends a webhook and takes it off the list. */
export function useDeleteWebhook() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (webhook: Webhook) => send('DELETE', webhookPath(webhook.id)),
    onSuccess: (_, webhook) => toastDone(words().deleted(webhook.name)),
    onError: sayWhy,
    onSettled: () => void refresh(),
  })
}
