import type { Actor } from '../../../platform/auth/actor.ts'
import { runBatchCounting, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { RecentMap } from '../../../platform/lib/recent-map.ts'
import type { EventsPlan } from '../../events/publish.ts'
import { isValueTaken } from '../modules/existing-records-store.ts'
import { findModule, isModuleChanged, type ModuleRow } from '../modules/module-store.ts'
import { ownModule } from '../modules/own-module.ts'
import { findByUnique, findExisting, isRecordChanged, type Place } from './record-store.ts'
import { type CheckedData, checkData } from './validate.ts'

/** Maximum tries of a change that others overtake. Each try fails only if another change succeeded. */
export const MAX_TRIES = 100
/** Maximum pause before another try, ms: the second try follows at once. */
const MAX_PAUSE_MS = 40

const pauseBefore = (attempt: number): Promise<void> =>
  attempt < 2 ? Promise.resolve() : scheduler.wait(Math.random() * Math.min(MAX_PAUSE_MS, 4 * attempt))

/** Modules that this isolate remembers, by organization and slug: those that incoming webhooks write to. */
const remembered = new RecentMap<string, ModuleRow>(500)

/** Thrown by a try that another change overtook. */
export class Overtaken extends Error {}

/**
 * Tries a change with the module as it is, again as often as another change overtakes it (`Overtaken`).
 *
 * @param refuse what to throw when that happens too often
 * @param mayRemember the first try may take the module that this isolate remembers. Its transaction fails if that has
 * changed, and what is refused by it is tried again with the module as it is. So the change must write something in any case.
 */
export async function retried<T>(
  deps: Deps,
  actor: Actor,
  slug: string,
  change: (module: ModuleRow) => Promise<T>,
  refuse: () => Refusal,
  mayRemember = false,
): Promise<T> {
  const key = `${actor.organization.id} ${slug}`
  for (let attempt = 1; attempt <= MAX_TRIES; attempt++) {
    const known = mayRemember && attempt === 1 ? remembered.get(key) : undefined
    const module = known ?? (await ownModule(deps, actor.organization.id, slug))
    if (mayRemember) remembered.set(key, module)
    try {
      return await change(module)
    } catch (error) {
      if (!(error instanceof Overtaken) && !(known && error instanceof Refusal)) throw error
    }
    await pauseBefore(attempt)
  }
  throw refuse()
}

/** For a transaction that announces nothing. */
export const NO_EVENT: EventsPlan = { statements: [], published: [], enqueue: () => {}, isOutdated: () => false }

/**
 * Runs the statements of a change with its event as one transaction. Throws `Overtaken` if the module, the record or a
 * unique value changed since they were read.
 */
export async function commit(
  deps: Deps,
  statements: readonly Statement[],
  event: EventsPlan,
  extraStatements: readonly Statement[] = [],
): Promise<void> {
  try {
    await runBatchCounting(deps.db, [...statements, ...event.statements, ...extraStatements])
  } catch (error) {
    const isOvertaken = isModuleChanged(error) || isRecordChanged(error) || isValueTaken(error)
    if (isOvertaken || event.isOutdated(error)) throw new Overtaken()
    throw error
  }
  event.enqueue(deps)
}

/**
 * Checks values for a record and merges them into its data (`before`; empty for a new one). Throws `invalid` with the path
 * of each field that cannot have its value.
 */
export async function checkedData(
  deps: Deps,
  module: ModuleRow,
  environment: Place['environment'],
  before: JsonObject,
  input: JsonObject,
): Promise<CheckedData> {
  const checked = checkData(module.fields, before, input)
  const errors =
    checked.errors.length > 0 ? checked.errors : await danglingReferences(deps, module, environment, checked)
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
  return checked
}

/** Changed references to records that do not exist in the environment. */
async function danglingReferences(
  deps: Deps,
  module: ModuleRow,
  environment: Place['environment'],
  checked: CheckedData,
) {
  const found = await findDangling(deps, module, environment, [checked])
  return found.map(({ name, target }) => ({ path: `data.${name}`, message: `is not a record of ${target}` }))
}

/** Changed references of some records to records that do not exist in the environment. `index`: which record. */
export async function findDangling(
  { db }: Deps,
  module: ModuleRow,
  environment: Place['environment'],
  records: readonly Pick<CheckedData, 'data' | 'changed'>[],
): Promise<{ index: number; name: string; target: string }[]> {
  const asked = records.flatMap(({ data, changed }, index) =>
    module.fields.flatMap(({ name, key, module: target }) => {
      const id = data[key]
      const isAsked = target !== undefined && typeof id === 'string' && changed.includes(name)
      return isAsked ? [{ index, name, id, target }] : []
    }),
  )
  const found = await Promise.all(
    [...Map.groupBy(asked, ({ target }) => target)].map(async ([target, some]) => {
      const row = target === module.slug ? module : await findModule(db, module.organizationId, target)
      const place = row && { organizationId: row.organizationId, moduleId: row.id, environment }
      const ids = [...new Set(some.map(({ id }) => id))]
      const existing: ReadonlySet<string> = place ? await findExisting(db, place, ids) : new Set()
      return some.filter(({ id }) => !existing.has(id))
    }),
  )
  return found.flat()
}

/**
 * Throws `invalid` (`value_taken`) with the path of each unique field whose value another record has. Called after a
 * transaction failed; the values may be free again.
 */
export async function requireFreeValues(
  { db }: Deps,
  module: ModuleRow,
  environment: Place['environment'],
  data: JsonObject,
  ownId: string,
): Promise<void> {
  const taken = await Promise.all(
    module.fields.map(async ({ name, key, unique }) => {
      const value = data[key]
      if (!unique || (typeof value !== 'string' && typeof value !== 'number')) return []
      const other = await findByUnique(db, module, environment, key, value)
      if (!other || other.id === ownId) return []
      return [{ path: `data.${name}`, message: `must be unique: ${other.id} has this value` }]
    }),
  )
  const errors = taken.flat()
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', code: 'value_taken', errors })
}
