import type { Webhook } from '../../../contract/webhooks.ts'
import { send } from '../../api.ts'
import { toastDone } from '../../ui/toast.ts'
import { sayWhy } from '../../ui/toast-error.ts'
import { useRefresh, webhookPath } from './queries.ts'
import { words } from './words.ts'

/** Whether resuming asks first: one that was disabled says why, and held deliveries may be sent. */
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
      await send('POST', webhookPath(webhook.id, verb), undoesPause ? { sendHeld: true } : undefined)
      const said = verb === 'pause' ? t.paused(webhook.name) : t.resumed(webhook.name)
      toastDone(said, offerUndo ? () => flip(webhook, verb === 'pause' ? 'resume' : 'pause', false) : undefined)
    } catch (error) {
      sayWhy(error)
    }
    await refresh()
  }
  return (webhook: Webhook, verb: 'pause' | 'resume') => flip(webhook, verb, true)
}
