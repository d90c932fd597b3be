import type { Webhook } from '../../contract/webhooks.ts'
import { send } from '../api.ts'
import { sayWhy } from '../parts/say-why.ts'
import { toastDone } from '../parts/toast.ts'
import { useRefresh, webhookPath } from './queries.ts'
import { words } from './words.ts'

/** Pausing and resuming undo each other, so neither asks first. One that was switched off resumes by its dialog. */
export function useSwitchWebhook() {
  const refresh = useRefresh()
  const flip = async (webhook: Webhook, verb: 'pause' | 'resume', offerUndo: boolean) => {
    const t = words()
    try {
      await send('POST', webhookPath(webhook.id, verb))
      const said = verb === 'pause' ? t.paused(webhook.name) : t.resumed(webhook.name)
      toastDone(said, offerUndo ? () => flip(webhook, verb === 'pause' ? 'resume' : 'pause', false) : undefined)
    } catch (error) {
      sayWhy(error)
    }
    await refresh()
  }
  return (webhook: Webhook, verb: 'pause' | 'resume') => flip(webhook, verb, true)
}
