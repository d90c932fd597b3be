import { explain } from '../ui/feedback/async-states.tsx'

export type Outcome<T> = {
  done: T[]
  failed: { item: T; why: string }[]
  /** Items that were not tried, because the user stopped or a request failed. */
  untried: number
}

export type Result = { ok: boolean; code: string | null; detail: string | null }

/**
 * Items per request. A page has twenty, and one may take two seconds: small requests show progress and can be stopped.
 */
const CHUNK = 5

export type Watch = { onProgress: (tried: number) => void; stopped: () => boolean }

/** Runs an action for many items, a few per request, until it is done, stopped, or a request fails. Never throws. */
export async function actOnMany<T>(
  items: readonly T[],
  ask: (some: readonly T[]) => Promise<{ results: readonly Result[] }>,
  watch?: Watch,
): Promise<Outcome<T>> {
  const outcome: Outcome<T> = { done: [], failed: [], untried: items.length }
  for (let start = 0; start < items.length && !watch?.stopped(); start += CHUNK) {
    const some = items.slice(start, start + CHUNK)
    outcome.untried -= some.length
    try {
      const { results } = await ask(some)
      for (const [index, item] of some.entries()) {
        const result = results[index]
        if (result?.ok) outcome.done.push(item)
        else outcome.failed.push({ item, why: result?.detail ?? result?.code ?? '' })
      }
    } catch (error) {
      const why = explain(error).text
      outcome.failed.push(...some.map((item) => ({ item, why })))
      return outcome
    }
    watch?.onProgress(start + some.length)
  }
  return outcome
}
