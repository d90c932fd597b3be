import type { Deps } from '../../../platform/deps.ts'
import type { StoredField } from './field.ts'
import { findModule } from './module-store.ts'

/** The fields of a module, for settings of other features that name them; null if there is no such module. */
export async function fieldsOfModule(
  { db }: Pick<Deps, 'db'>,
  organizationId: string,
  slug: string,
): Promise<readonly StoredField[] | null> {
  return (await findModule(db, organizationId, slug))?.fields ?? null
}
