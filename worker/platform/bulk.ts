import { describe, Refusal } from './errors.ts'

/** What became of one of many: `code` and `detail` tell why it was not done. */
type Outcome = { id: string; ok: boolean; code: string | null; detail: string | null }

/** So many at a time: a Worker has six connections. */
const AT_ONCE = 6

/**
 * Does one thing to each of many, each by itself: the answer tells for each, in their order, whether it was done, or why
 * not. What is told as done holds just as if it had been done alone. Throws what is no refusal.
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
