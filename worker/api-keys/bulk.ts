import type { BulkApiKeys, BulkResult } from '../../contract/api-keys.ts'
import type { Actor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { describe, Refusal } from '../errors.ts'
import { deleteApiKey } from './delete.ts'
import { revokeApiKey } from './revoke.ts'
import { disableApiKey, enableApiKey } from './switch.ts'

const DEEDS = { revoke: revokeApiKey, disable: disableApiKey, enable: enableApiKey, delete: deleteApiKey }
/** Keys worked on at a time: a revocation may wait two seconds for leases, and a Worker has six connections. */
const AT_ONCE = 6

/**
 * Does one thing to up to 100 keys, each by itself: the answer tells for each whether it was done, or why not. What is
 * told as done holds just as if it had been done alone.
 */
export async function bulkApiKeys(deps: Deps, actor: Actor, input: BulkApiKeys): Promise<BulkResult> {
  const results: BulkResult['results'] = []
  for (let start = 0; start < input.ids.length; start += AT_ONCE) {
    const some = input.ids.slice(start, start + AT_ONCE)
    results.push(...(await Promise.all(some.map((id) => doOne(deps, actor, input.action, id)))))
  }
  return { done: results.filter((one) => one.ok).length, results }
}

async function doOne(deps: Deps, actor: Actor, action: BulkApiKeys['action'], id: string) {
  try {
    await DEEDS[action](deps, actor, id)
    return { id, ok: true, code: null, detail: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { id, ok: false, ...describe(error.error) }
  }
}
