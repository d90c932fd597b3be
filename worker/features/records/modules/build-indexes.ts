import { auditRow } from '../../../platform/audit/audit-row.ts'
import { systemActor } from '../../../platform/auth/actor.ts'
import { runBatch, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Job } from '../../../platform/scheduler/job.ts'
import { announceModule } from './announce-module.ts'
import { type BuildRow, buildSome, deleteBuild, findBuild, type InTheWay, insertBuild } from './build-store.ts'
import type { StoredField } from './field.ts'
import { findModule, insertPurge, isModuleChanged, type ModuleRow, updateModuleRow } from './module-store.ts'
import { moduleEntry } from './own-module.ts'
import { auditedModule } from './present-module.ts'

/** Records that one transaction indexes, and transactions of one run. */
const CHUNK = 500
const CHUNKS = 20

/**
 * Builds indexes over the existing records of a module, and checks that fields can be unique or required, in bounded chunks.
 * Records that are written meanwhile index themselves and obey. An interrupted run is continued by the next one.
 */
export const buildIndexes: Job<'records'> = {
  name: 'build-indexes',
  phase: 'maintain',
  every: 'minute',
  figures: { records: ['record indexed or checked', 'records indexed or checked'] },
  hasWork: async ({ db }) => (await findBuild(db)) !== undefined,
  run: async (deps) => {
    let records = 0
    for (let chunk = 0; chunk < CHUNKS; chunk++) {
      const build = await findBuild(deps.db)
      if (!build) break
      const count = await step(deps, build)
      if (count === null) break
      records += count
    }
    return { cursor: null, result: { records } }
  },
}

/** Handles some records, or ends the build. Returns how many; null if somebody changed the module at that moment. */
async function step(deps: Deps, build: BuildRow): Promise<number | null> {
  const { db, now } = deps
  const key = { organizationId: build.organizationId, id: build.moduleId }
  const module = await findModule(db, build.organizationId, build.slug)
  const field = module?.id === build.moduleId ? module.fields.find((one) => one.key === build.field) : undefined
  if (!module || !(field?.isBuilding || field?.isChecking)) {
    await runBatch(db, deleteBuild(db, key, build.field))
    return 0
  }
  const count = await buildSome(db, build, field, CHUNK)
  try {
    if (typeof count !== 'number') {
      await takeBack(deps, module, field, count)
      return 0
    }
    if (count === CHUNK) return count
    // Records that were inserted since are in the index by themselves.
    const { isBuilding: _, isChecking: __, ...built } = field
    await runBatch(db, updateModuleRow(db, module, withField(module, built), now), deleteBuild(db, key, field.key))
    return count
  } catch (error) {
    if (isModuleChanged(error)) return null
    throw error
  }
}

/** The field does not become unique, or required, because of records that were there before: it says which. */
async function takeBack(deps: Deps, module: ModuleRow, field: StoredField, found: InTheWay): Promise<void> {
  const { db, now } = deps
  const { isBuilding, isChecking, ...plain } = field
  const isBlank = found.value === null
  const changed: StoredField = isBlank
    ? { ...plain, required: false, problem: problemOf(found), ...(isBuilding && { isBuilding }) }
    : { ...plain, unique: false, indexed: false, problem: problemOf(found), ...(isChecking && { isChecking }) }
  const isLeft = changed.isBuilding || changed.isChecking
  const statements: Statement[] = [
    deleteBuild(db, module, field.key),
    ...(isLeft ? [insertBuild(db, module, field.key)] : []),
    ...(isBlank ? [] : [insertPurge(db, module, field.key)]),
  ]
  const after = { ...module, ...withField(module, changed) }
  const organization = { id: module.organizationId }
  const actor = systemActor('Check of records', organization, ['modules:write'], {
    ip: null,
    requestId: `check at ${new Date(now).toISOString()}`,
  })
  const event = await announceModule(deps, actor, 'updated', after, ['fields'])
  await runBatch(
    db,
    updateModuleRow(db, module, withField(module, changed), now),
    auditRow(actor, moduleEntry('module.updated', module, auditedModule(module), auditedModule(after)), now),
    ...statements,
    ...event.statements,
  )
  event.enqueue(deps)
}

function problemOf({ value, ids }: InTheWay): string {
  if (value === null) return `It cannot be required: records have no value, such as ${ids.join(', ')}.`
  return `It cannot be unique: ${JSON.stringify(value)} is the value of several records, such as ${ids.join(', ')}.`
}

const withField = ({ fields }: ModuleRow, changed: StoredField): Pick<ModuleRow, 'fields'> => ({
  fields: fields.map((field) => (field.key === changed.key ? changed : field)),
})
