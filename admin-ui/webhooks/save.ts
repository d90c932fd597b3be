import { useMutation } from '@tanstack/preact-query'
import type { CreateWebhookInput, UpdateWebhook, Webhook, WebhookWithSecret } from '../../contract/webhooks.ts'
import { send } from '../api.ts'
import { useOnce } from '../parts/once.ts'
import { useRefresh, webhookPath } from './queries.ts'

/** Makes a webhook; the answer is the only one that ever holds its secret. */
export function useCreateWebhook() {
  const refresh = useRefresh()
  const once = useOnce()
  return useMutation({
    mutationFn: (input: CreateWebhookInput) => send<WebhookWithSecret>('POST', '/api/v1/webhooks', input, once(input)),
    // Not waited for: the new webhook is shown at once, however long the list takes.
    onSuccess: () => void refresh(),
    // Kept nowhere once the dialog is gone.
    gcTime: 0,
  })
}

/** Changes what is named in the change and nothing else, if the webhook still stands at the version that was read. */
export function useUpdateWebhook(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: ({ change, ifMatch }: { change: UpdateWebhook; ifMatch: string | null }) =>
      send<Webhook>('PATCH', webhookPath(id), change, { ifMatch }),
    onSuccess: refresh,
  })
}
