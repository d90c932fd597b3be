import { refreshKeys } from '../api-keys/refresh-keys.ts'
import type { Deps } from '../deps.ts'
import { Refusal } from '../errors.ts'
import { reportError } from '../lib/report.ts'
import { refreshQuota } from '../limits/org-quota-client.ts'

/**
 * Called once a change of an organisation's settings is stored, and again by the same change sent twice: whoever enforces
 * a setting away from the database is told here. When it answers, a plan that has limits holds for whatever is granted
 * from then on, and with `reachesKeys` so does what the guards of its keys know of it. Throws `unavailable` when that
 * could not be made sure: doing it again is safe, and makes sure.
 */
export async function organizationChanged(deps: Deps, organizationId: string, reachesKeys: boolean): Promise<void> {
  try {
    await refreshQuota(deps.quotas, organizationId)
    if (!reachesKeys || (await refreshKeys(deps, organizationId))) return
  } catch (error) {
    reportError('the quota of an organisation did not confirm a change', error)
  }
  throw new Refusal({
    kind: 'unavailable',
    code: 'not_confirmed',
    detail: 'The change is stored, but not yet confirmed everywhere. Send it again to be sure.',
  })
}
