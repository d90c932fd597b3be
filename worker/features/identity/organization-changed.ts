import { notConfirmed } from '../../platform/audit/change-row.ts'
import type { Deps } from '../../platform/deps.ts'
import { reportError } from '../../platform/lib/report.ts'
import { refreshQuota } from '../../platform/limits/org-quota-client.ts'
import { refreshKeys } from '../api-keys/guard/refresh-keys.ts'

/**
 * Called after a change of an organization's settings is stored, and again if the same change is repeated: it updates
 * the Durable Objects that enforce settings. With `reachesQuota`, once this returns no call is admitted that the new
 * plan does not count; this takes up to ten seconds if the new plan allows less. With `reachesKeys`, the guards of its
 * keys apply the new settings. Throws `unavailable` if that could not be confirmed: repeating the change is safe and
 * confirms it.
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
  throw notConfirmed()
}
