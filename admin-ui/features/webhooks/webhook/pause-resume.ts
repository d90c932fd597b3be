import type { Webhook } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import { m } from '../../../messages/index.ts'
import { toastDone, toastError } from '../../../ui/feedback/toast.ts'
import { useRefresh } from './queries.ts'

/** Whether resuming needs a dialog: it shows why the webhook was disabled, and offers to send held deliveries. */
export const asksToResume = ({ status, held }: Webhook): boolean =>
  status === 'disabled' || (status === 'paused' && held.count > 0)

/**
 * Pausing and resuming undo each other, so neither needs confirmation (except `asksToResume`). Undoing a pause sends
 * what was held in the few seconds since.
 */
export function usePauseResumeWebhook() {
  const refresh = useRefresh()
  const flip = async (webhook: Webhook, verb: 'pause' | 'resume', offerUndo: boolean) => {
    try {
      const undoesPause = verb === 'resume' && !offerUndo && webhook.held.count === 0
      const params = { id: webhook.id }
      if (verb === 'pause') await callApi('POST', '/api/v1/webhooks/{id}/pause', { params, body: {} })
      else
        await callApi('POST', '/api/v1/webhooks/{id}/resume', { params, body: undoesPause ? { sendHeld: true } : {} })
      const said =
        verb === 'pause' ? m.webhooks_paused({ name: webhook.name }) : m.webhooks_resumed({ name: webhook.name })
      toastDone(said, offerUndo ? () => flip(webhook, verb === 'pause' ? 'resume' : 'pause', false) : undefined)
    } catch (error) {
      toastError(error)
    }
    await refresh()
  }
  return (webhook: Webhook, verb: 'pause' | 'resume') => flip(webhook, verb, true)
}
