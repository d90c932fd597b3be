import type { Result } from '../../../client/src/request.ts'

export type LimitWarning = Extract<Result<'GET', '/api/v1/event-logs/stream'>, { kind: 'limit' }>

/** How long a warning about the same limit of the same key is not repeated, ms. */
const QUIET_MS = 3_600_000

/**
 * Decides which warnings are news: the first one of a limit, another one when it is used up, and then none for an hour.
 * A key that reaches its limit every minute would otherwise warn every minute.
 */
export class LimitNews {
  readonly #shown = new Map<string, { at: number; used: boolean }>()

  isNews({ keyId, window, remaining }: LimitWarning, now: number): boolean {
    const id = `${keyId} ${window}`
    const before = this.#shown.get(id)
    const used = remaining === 0
    if (before && before.at > now - QUIET_MS && (before.used || !used)) return false
    this.#shown.set(id, { at: now, used })
    return true
  }
}
