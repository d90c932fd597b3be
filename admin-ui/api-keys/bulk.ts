import type { ApiKey, BulkApiKeys, BulkResult } from '../../contract/api-keys.ts'
import { send } from '../api.ts'
import { explain } from '../parts/states.tsx'
import { toastDone, toastFailed } from '../parts/toast.ts'
import { words } from './bulk-words.ts'

export type BulkAction = BulkApiKeys['action']

/** Keys in one request. A page has twenty, and revoking may take two seconds: few at a time show progress and can stop. */
const CHUNK = 5

type Outcome = {
  done: ApiKey[]
  failed: { key: ApiKey; why: string }[]
  /** Not asked for, because somebody stopped or a request failed. */
  untried: number
}

type Watch = { onProgress: (tried: number) => void; stopped: () => boolean }

/** Does one thing to many keys, a few at a time, until it is done, stopped, or a request fails. Never throws. */
export async function actOnKeys(action: BulkAction, keys: readonly ApiKey[], watch?: Watch): Promise<Outcome> {
  const outcome: Outcome = { done: [], failed: [], untried: keys.length }
  for (let start = 0; start < keys.length && !watch?.stopped(); start += CHUNK) {
    const some = keys.slice(start, start + CHUNK)
    outcome.untried -= some.length
    try {
      const body: BulkApiKeys = { action, ids: some.map((key) => key.id) }
      const { results } = await send<BulkResult>('POST', '/api/v1/api-keys/bulk', body)
      for (const [index, key] of some.entries()) {
        const result = results[index]
        if (result?.ok) outcome.done.push(key)
        else outcome.failed.push({ key, why: result?.detail ?? result?.code ?? '' })
      }
    } catch (error) {
      const why = explain(error).text
      outcome.failed.push(...some.map((key) => ({ key, why })))
      return outcome
    }
    watch?.onProgress(start + some.length)
  }
  return outcome
}

/** Says what became of the keys: how many were done, which were not, and why. */
export function tellOutcome(action: BulkAction, { done, failed, untried }: Outcome, undo?: () => void) {
  const t = words()
  const told = t.done[action](done.length)
  if (failed.length === 0 && untried === 0) return toastDone(told, undo)
  const reasons = failed.map(({ key, why }) => t.because(key.name, why)).join('; ')
  toastFailed(
    told,
    [failed.length > 0 ? t.notDone(reasons) : '', untried > 0 ? t.untried(untried) : ''].filter(Boolean).join(' '),
  )
}
