import type { Deps } from '../../platform/deps.ts'
import { Refusal } from '../../platform/errors.ts'
import { reportError } from '../../platform/lib/report.ts'
import { refreshQuota } from '../../platform/limits/org-quota-client.ts'
import { refreshKeys } from '../api-keys/guard/refresh-keys.ts'

/**
 * Called once a change of an organization's settings is stored, and again by the same change sent twice: whoever enforces
 * a setting away from the database is told here. When it answers with `reachesQuota`, no call is admitted any more that
 * the new plan does not count, which takes up to ten seconds when it allows less than the one before; with `reachesKeys`
 * the guards of its keys know the new settings. Throws `unavailable` when that could not be made sure: doing it again is
 * safe, and makes sure.
 */
export async function organizationChanged(
  deps: Deps,
  organizationId: string,
  { reachesKeys, reachesQuota }: { reachesKeys: boolean; reachesQuota: boolean },
): Promise<void> {
  try {
    if (reachesQuota) await refreshQuota(deps.quotas, organizationId)
    if (!reachesKeys || (await refreshKeys(deps, organizationId))) return
  } catch (error) {
    reportError('the quota of an organization did not confirm a change', error)
  }
  throw new Refusal({
    kind: 'unavailable',
    code: 'not_confirmed',
    detail: 'The change is stored, but not yet confirmed everywhere. Send it again to be sure.',
  })
}
