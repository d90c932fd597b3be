import type { BulkWebhookResult, BulkWebhooks } from '../../contract/webhooks.ts'
import type { Actor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { describe, Refusal } from '../errors.ts'
import { deleteWebhook } from './delete.ts'
import { pauseWebhook, resumeWebhook } from './switch.ts'
import { sendTestDelivery } from './test.ts'

const DEEDS = { pause: pauseWebhook, resume: resumeWebhook, delete: deleteWebhook, test: sendTestDelivery }
const AT_ONCE = 6

/** Does one thing to up to 100 webhooks, each by itself: the answer tells for each whether it was done, or why not. */
export async function bulkWebhooks(deps: Deps, actor: Actor, input: BulkWebhooks): Promise<BulkWebhookResult> {
  const results: BulkWebhookResult['results'] = []
  for (let start = 0; start < input.ids.length; start += AT_ONCE) {
    const some = input.ids.slice(start, start + AT_ONCE)
    results.push(...(await Promise.all(some.map((id) => doOne(deps, actor, input.action, id)))))
  }
  return { done: results.filter((one) => one.ok).length, results }
}

async function doOne(deps: Deps, actor: Actor, action: BulkWebhooks['action'], id: string) {
  try {
    await DEEDS[action](deps, actor, id)
    return { id, ok: true, code: null, detail: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { id, ok: false, ...describe(error.error) }
  }
}
