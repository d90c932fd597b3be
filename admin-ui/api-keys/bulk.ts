import type { ApiKey, BulkApiKeys, BulkResult } from '../../contract/api-keys.ts'
import { send } from '../api.ts'
import { actOnMany, type Outcome } from '../parts/act-on-many.ts'
import { toastDone, toastFailed } from '../parts/toast.ts'
import { words } from './bulk-words.ts'

export type BulkAction = BulkApiKeys['action']

/** Keys in one request. A page has twenty, and revoking may take two seconds: few at a time show progress and can stop. */
const CHUNK = 5

type Watch = { onProgress: (tried: number) => void; stopped: () => boolean }

/** Does one thing to many keys, a few at a time, until it is done, stopped, or a request fails. Never throws. */
export const actOnKeys = (action: BulkAction, keys: readonly ApiKey[], watch?: Watch): Promise<Outcome<ApiKey>> =>
  actOnMany(keys, {
    chunk: CHUNK,
    ask: (some) => {
      const body: BulkApiKeys = { action, ids: some.map((key) => key.id) }
      return send<BulkResult>('POST', '/api/v1/api-keys/bulk', body)
    },
    ...watch,
  })

/** Says what became of the keys: how many were done, which were not, and why. */
export function tellOutcome(action: BulkAction, { done, failed, untried }: Outcome<ApiKey>, undo?: () => void) {
  const t = words()
  const told = t.done[action](done.length)
  if (failed.length === 0 && untried === 0) return toastDone(told, undo)
  const reasons = failed.map(({ item, why }) => t.because(item.name, why)).join('; ')
  toastFailed(
    told,
    [failed.length > 0 ? t.notDone(reasons) : '', untried > 0 ? t.untried(untried) : ''].filter(Boolean).join(' '),
  )
}
