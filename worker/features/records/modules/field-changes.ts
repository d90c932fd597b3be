import { MAX_CHECKED, MAX_REINDEXED } from '../../../../contract/modules.data.ts'
import type { FieldInput } from '../../../../contract/modules.ts'
import { MAX_INDEXED_TEXT } from '../../../../contract/records.data.ts'
import type { Database, Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, Refusal } from '../../../platform/errors.ts'
import { deleteBuild, hasIndexRows, insertBuild } from './build-store.ts'
import {
  countBlank,
  countRecords,
  countTooLong,
  findRepeated,
  rebuildIndex,
  requireNoRecord,
} from './existing-records-store.ts'
import { isIndexed, type StoredField } from './field.ts'
import { deletePurge, insertPurge, listModuleRows, type ModuleRow } from './module-store.ts'

/** Throws `invalid` for references to modules that do not exist. A module may refer to itself. */
export async function requireTargets(
  { db }: Pick<Deps, 'db'>,
  organizationId: string,
  slug: string,
  fields: readonly FieldInput[],
): Promise<void> {
  if (!fields.some(({ module }) => module !== undefined && module !== slug)) return
  const slugs = new Set([slug, ...(await listModuleRows(db, organizationId)).map((row) => row.slug)])
  const errors = fields.flatMap(({ module }, index) =>
    module === undefined || slugs.has(module)
      ? []
      : [{ path: `fields.${index}.module`, message: 'is not the slug of a module' }],
  )
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
}

/** Types whose stored values are valid values of another type too. */
const FITS_TEXT: readonly string[] = ['email', 'url', 'select', 'date', 'datetime']

const inTheWay = (detail: string) => conflict('module_has_records', detail)
const counted = (count: number) => (count === 1 ? '1 record' : `${count} records`)

/**
 * The fields as a change makes them, and what it needs besides: statements that build the index of fields anew, or leave it, and
 * the check of many records, to jobs. Throws `conflict` for what the existing records do not allow, and says what is in the way;
 * of more than MAX_CHECKED records the job finds that out.
 */
export async function planFieldChanges(
  db: Database,
  module: ModuleRow,
  after: readonly StoredField[],
): Promise<{ fields: StoredField[]; statements: Statement[] }> {
  const before = new Map(module.fields.map((field) => [field.key, field]))
  const count = await countRecords(db, module, MAX_REINDEXED + 1)
  const isLeft = count > MAX_REINDEXED
  const many = isLeft ? `more than ${MAX_REINDEXED} records` : counted(count)
  const statements: Statement[] = []
  const fields: StoredField[] = []
  for (const field of after) {
    const old = before.get(field.key)
    if (count > 0) await requirePossible(db, module, old, field, count, many)
    // What was checked above has to hold in the transaction too: a record may come in between.
    if (old && changesValues(old, field)) statements.push(requireNoRecord(module))
    const isNewlyRequired = field.required && !old?.required
    const isNewlyIndexed = needsIndex(old, field)
    if (isNewlyRequired && !isLeft) statements.push(requireNoRecord(module, field))
    const { isBuilding, isChecking, ...plain } = field
    const marked: StoredField = {
      ...plain,
      ...((isNewlyIndexed ? isLeft : isBuilding) && { isBuilding: true }),
      ...((isNewlyRequired ? isLeft : isChecking) && { isChecking: true }),
    }
    fields.push(marked)
    if (!isNewlyIndexed && !isNewlyRequired) continue
    // The job begins anew, with the first record.
    statements.push(deleteBuild(db, module, field.key))
    if (marked.isBuilding || marked.isChecking) statements.push(insertBuild(db, module, field.key))
    if (!isNewlyIndexed) continue
    if (!isLeft) statements.push(...rebuildIndex(module, field))
    // Nothing else tells a new index from the one of a field that was indexed before: its old rows are deleted first.
    statements.push(deletePurge(db, module.organizationId, module.id, field.key))
  }
  const kept = new Map(after.map((field) => [field.key, field]))
  for (const old of module.fields) {
    const field = kept.get(old.key)
    if (!isIndexed(old) || (field && isIndexed(field))) continue
    statements.push(insertPurge(db, module, old.key))
    if (old.isBuilding && !field?.isChecking) statements.push(deleteBuild(db, module, old.key))
  }
  return { fields, statements }
}

/** Whether the index of a field has to be built: it is new, or its rows change their form. */
const needsIndex = (old: StoredField | undefined, field: StoredField): boolean =>
  isIndexed(field) && (!old || !isIndexed(old) || old.unique !== field.unique || old.type !== field.type)

/** Whether stored values of a field may be none of its new type. */
const changesValues = (old: StoredField, { type, module }: StoredField): boolean =>
  old.module !== module || (old.type !== type && !(type === 'text' && FITS_TEXT.includes(old.type)))

async function requirePossible(
  db: Database,
  module: ModuleRow,
  old: StoredField | undefined,
  field: StoredField,
  count: number,
  many: string,
): Promise<void> {
  const { name, required, unique } = field
  if (old && changesValues(old, field)) {
    const what =
      old.type === field.type ? `${name} cannot refer to another module` : `The type of ${name} cannot change`
    throw inTheWay(`${what} while this module has ${many}. Add a field of another name.`)
  }
  const isNewlyRequired = required && !old?.required
  const builds = needsIndex(old, field)
  if (isNewlyRequired && !old) {
    throw inTheWay(
      `The new field ${name} cannot be required: ${many} would have no value. Add it with required false, give every record a value, then require it.`,
    )
  }
  // The job adds rows only: those of another index would stay in the new one.
  if (builds && count > MAX_REINDEXED && (await hasIndexRows(db, module, field.key))) {
    throw inTheWay(
      old && isIndexed(old)
        ? `The index of ${name} cannot change its form over ${many}. Remove it first (indexed and unique false), then add the new one.`
        : `${name} cannot be indexed yet: its old index is still being deleted. Try again in some minutes.`,
    )
  }
  const asksAll = isNewlyRequired || (builds && unique)
  const isChecked = asksAll && (await countRecords(db, module, MAX_CHECKED + 1)) <= MAX_CHECKED
  if (isNewlyRequired && isChecked) {
    const blank = await countBlank(db, module, field)
    if (blank > 0)
      throw inTheWay(`${name} cannot be required: ${counted(blank)} ${blank === 1 ? 'has' : 'have'} no value.`)
  }
  if (!builds || !old) return
  const long = await countTooLong(db, module, field, MAX_INDEXED_TEXT)
  if (long > 0) {
    throw inTheWay(
      `${name} cannot be indexed: ${counted(long)} ${long === 1 ? 'has' : 'have'} a value of more than ${MAX_INDEXED_TEXT} characters.`,
    )
  }
  if (!unique || !isChecked) return
  const { values, examples } = await findRepeated(db, module, field)
  if (values > 0) {
    const which = examples.map((value) => JSON.stringify(value)).join(', ')
    throw inTheWay(
      `${name} cannot be unique: ${values === 1 ? '1 value is' : `${values} values are`} in several records, such as ${which}.`,
    )
  }
}
