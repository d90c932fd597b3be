import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Job } from '../../../platform/scheduler/job.ts'
import { type BuildRow, buildSome, deleteBuild, findBuild } from './build-store.ts'
import { findModule, isModuleChanged, type ModuleRow, updateModuleRow } from './module-store.ts'

/** Records that one transaction indexes, and transactions of one run. */
const CHUNK = 500
const CHUNKS = 20

/**
 * Builds indexes over the existing records of a module, in bounded chunks. Records that are written meanwhile index
 * themselves. An interrupted run is continued by the next one.
 */
export const buildIndexes: Job<'records'> = {
  name: 'build-indexes',
  phase: 'maintain',
  every: 'minute',
  figures: { records: ['record indexed', 'records indexed'] },
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

/** Indexes some records, or ends the build. Returns how many; null if somebody changed the module at that moment. */
async function step({ db, now }: Pick<Deps, 'db' | 'now'>, build: BuildRow): Promise<number | null> {
  const key = { organizationId: build.organizationId, id: build.moduleId }
  const module = await findModule(db, build.organizationId, build.slug)
  const field = module?.id === build.moduleId ? module.fields.find((one) => one.key === build.field) : undefined
  if (!module || !field?.isBuilding) {
    await runBatch(db, deleteBuild(db, key, build.field))
    return 0
  }
  const count = await buildSome(db, build, field, CHUNK)
  if (count === CHUNK) return count
  try {
    // Records that were inserted since are in the index by themselves.
    await runBatch(db, updateModuleRow(db, module, withBuilt(module, field.key), now), deleteBuild(db, key, field.key))
  } catch (error) {
    if (isModuleChanged(error)) return null
    throw error
  }
  return count
}

const withBuilt = ({ fields }: ModuleRow, key: string): Pick<ModuleRow, 'fields'> => ({
  fields: fields.map((field) => {
    if (field.key !== key) return field
    const { isBuilding: _, ...built } = field
    return built
  }),
})
