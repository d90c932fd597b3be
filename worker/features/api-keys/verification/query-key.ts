import type { Database } from '../../../platform/db/client.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { reportError } from '../../../platform/lib/report.ts'

const policyStore = loadOnce(() => import('../guard/policy-store.ts'))

/** The organization of a key, and whether it accepts keys in URLs. */
export type QuerySetting = { organizationId: string; keyId: string; allowed: boolean }

/**
 * Whether a key may be presented in a URL; null if no key has this reference. It reads the database on each such call,
 * so that turning the setting off takes effect on the next call.
 */
export async function querySettingOf(db: Database, reference: string): Promise<QuerySetting | null | 'unavailable'> {
  try {
    const { findQuerySetting } = await policyStore()
    return (await findQuerySetting(db, reference)) ?? null
  } catch (error) {
    reportError('whether keys may stand in addresses could not be read', error)
    return 'unavailable'
  }
}
