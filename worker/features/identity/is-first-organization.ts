import type { Database } from '../../platform/db/client.ts'
import { findInstallation } from './store.ts'

/** Whether this organization was created by the first-run setup. */
export const isFirstOrganization = async (db: Database, organizationId: string): Promise<boolean> =>
  (await findInstallation(db))?.organizationId === organizationId
