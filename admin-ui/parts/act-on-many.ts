import { explain } from './states.tsx'

export type Outcome<T> = {
  done: T[]
  failed: { item: T; why: string }[]
  /** Not asked for, because somebody stopped or a request failed. */
  untried: number
}

export type Result = { ok: boolean; code: string | null; detail: string | null }

type Work<T> = {
  /** How many in one request: few at a time show progress and can stop. */
  chunk: number
  ask: (some: readonly T[]) => Promise<{ results: readonly Result[] }>
  onProgress?: (tried: number) => void
  stopped?: () => boolean
}

/** Does one thing to many, a few at a time, until it is done, stopped, or a request fails. Never throws. */
export async function actOnMany<T>(items: readonly T[], work: Work<T>): Promise<Outcome<T>> {
  const outcome: Outcome<T> = { done: [], failed: [], untried: items.length }
  for (let start = 0; start < items.length && !work.stopped?.(); start += work.chunk) {
    const some = items.slice(start, start + work.chunk)
    outcome.untried -= some.length
    try {
      const { results } = await work.ask(some)
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
    work.onProgress?.(start + some.length)
  }
  return outcome
}
