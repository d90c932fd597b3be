import type { DemoData } from '../../../../contract/demo-data.ts'
import type { Database } from '../../../platform/db/client.ts'
import { countRecords } from '../modules/existing-records-store.ts'
import { listModuleRows } from '../modules/module-store.ts'

const COUNTED = 1000

/** The modules of an organization that are demonstration data, with the number of their records. */
export async function demoModules(db: Database, organizationId: string): Promise<DemoData> {
  const demo = (await listModuleRows(db, organizationId)).filter((row) => row.demo)
  const counts = await Promise.all(demo.map((row) => countRecords(db, row, COUNTED)))
  return { modules: demo.map(({ slug, name }, index) => ({ slug, name, records: counts[index] ?? 0 })) }
}
