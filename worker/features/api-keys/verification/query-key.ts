import type { Database } from '../../../platform/db/client.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { findQuerySetting } from '../guard/policy-store.ts'

/** Whose key it is, and whether its organization accepts keys in addresses. */
export type QuerySetting = { organizationId: string; keyId: string; allowed: boolean }

/**
 * Whether a key may be presented in an address; null when no key has this reference. It reads the database at each such
 * call: when the organization turns it off, the next call is refused.
 */
export async function querySettingOf(db: Database, reference: string): Promise<QuerySetting | null | 'unavailable'> {
  try {
    return (await findQuerySetting(db, reference)) ?? null
  } catch (error) {
    reportError('whether keys may stand in addresses could not be read', error)
    return 'unavailable'
  }
}
