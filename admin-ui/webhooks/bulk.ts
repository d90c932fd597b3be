import type { BulkWebhookResult, BulkWebhooks, Webhook } from '../../contract/webhooks.ts'
import { send } from '../api.ts'
import { actOnMany, type Outcome } from '../parts/act-on-many.ts'
import { toastDone, toastFailed } from '../parts/toast.ts'
import { words } from './bulk-words.ts'

export type BulkAction = BulkWebhooks['action']

/** A page has twenty: few at a time show progress and can stop. */
const CHUNK = 5

type Watch = { onProgress: (tried: number) => void; stopped: () => boolean }

/** Does one thing to many webhooks, a few at a time. Never throws. */
export const actOnWebhooks = (action: BulkAction, webhooks: readonly Webhook[], watch?: Watch) =>
  actOnMany(webhooks, {
    chunk: CHUNK,
    ask: (some) => {
      const body: BulkWebhooks = { action, ids: some.map((webhook) => webhook.id) }
      return send<BulkWebhookResult>('POST', '/api/v1/webhooks/bulk', body)
    },
    ...watch,
  })

/** Says what became of the webhooks: how many were done, which were not, and why. */
export function tellOutcome(action: BulkAction, { done, failed, untried }: Outcome<Webhook>, undo?: () => void) {
  const t = words()
  const told = t.done[action](done.length)
  if (failed.length === 0 && untried === 0) return toastDone(told, undo)
  const reasons = failed.map(({ item, why }) => t.because(item.name, why)).join('; ')
  toastFailed(
    told,
    [failed.length > 0 ? t.notDone(reasons) : '', untried > 0 ? t.untried(untried) : ''].filter(Boolean).join(' '),
  )
}
