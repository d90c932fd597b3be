import { describe, Refusal } from './errors.ts'

/** The result of one item: `code` and `detail` explain why the action failed. */
type Outcome = { id: string; ok: boolean; code: string | null; detail: string | null }

/** Concurrency: a Worker has six connections. */
const AT_ONCE = 6

/**
 * Runs an action for each item. Items are independent: a failure of one does not undo the others. Returns for each
 * item, in order, whether it succeeded, or why not. Rethrows errors that are not a Refusal.
 */
export async function forEachItem(ids: readonly string[], action: (id: string) => Promise<unknown>) {
  const results: Outcome[] = []
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const some = ids.slice(start, start + AT_ONCE)
    results.push(...(await Promise.all(some.map((id) => tryOne(id, action)))))
  }
  return { done: results.filter((one) => one.ok).length, results }
}

async function tryOne(id: string, action: (id: string) => Promise<unknown>): Promise<Outcome> {
  try {
    await action(id)
    return { id, ok: true, code: null, detail: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { id, ok: false, ...describe(error.error) }
  }
}
