import type { Database } from '../../platform/db/client.ts'
import { findInstallation } from './store.ts'

/** Whether this organization is the one that the installation was set up with. */
export const isFirstOrganization = async (db: Database, organizationId: string): Promise<boolean> =>
  (await findInstallation(db))?.organizationId === organizationId
