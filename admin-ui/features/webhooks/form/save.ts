import { useMutation } from '@tanstack/preact-query'
import type { CreateWebhookInput, WebhookWithSecret } from '../../../../contract/webhooks.ts'
import { send } from '../../../api.ts'
import { useOnce } from '../../../hooks/use-idempotency-key.ts'
import { useRefresh } from '../queries.ts'

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
