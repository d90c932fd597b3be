import type { Webhook } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { toastDone, toastError } from '../../../ui/toast.ts'
import { useRefresh } from './queries.ts'
import { words } from './words.ts'

/** Whether resuming asks first: it shows why the webhook was disabled, and offers to send held deliveries. */
export const asksToResume = ({ status, held }: Webhook): boolean =>
  status === 'disabled' || (status === 'paused' && held.count > 0)

/**
 * Pausing and resuming undo each other, so neither asks first (see `asksToResume`). Undoing a pause sends what was held in the
 * few seconds since.
 */
export function useSwitchWebhook() {
  const refresh = useRefresh()
  const flip = async (webhook: Webhook, verb: 'pause' | 'resume', offerUndo: boolean) => {
    const t = words()
    try {
      const undoesPause = verb === 'resume' && !offerUndo && webhook.held.count === 0
      const params = { id: webhook.id }
      if (verb === 'pause') await callApi('POST', '/api/v1/webhooks/{id}/pause', { params, body: {} })
      else
        await callApi('POST', '/api/v1/webhooks/{id}/resume', { params, body: undoesPause ? { sendHeld: true } : {} })
      const said = verb === 'pause' ? t.paused(webhook.name) : t.resumed(webhook.name)
      toastDone(said, offerUndo ? () => flip(webhook, verb === 'pause' ? 'resume' : 'pause', false) : undefined)
    } catch (error) {
      toastError(error)
    }
    await refresh()
  }
  return (webhook: Webhook, verb: 'pause' | 'resume') => flip(webhook, verb, true)
}
