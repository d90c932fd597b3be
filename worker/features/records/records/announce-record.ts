import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type EventsPlan, planEvents } from '../../events/publish.ts'
import { byName } from '../modules/field.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import type { RecordRow } from './record-store.ts'

/** A change of a record, with its values after it. `changed`: the names of fields, for an update. */
export type RecordChange = {
  what: 'created' | 'updated' | 'deleted'
  row: RecordRow
  changed?: readonly string[]
}

/** Plans the events of changes of records of a module. */
export const announceRecords = (
  deps: Deps,
  actor: Actor,
  module: ModuleRow,
  changes: readonly RecordChange[],
): Promise<EventsPlan> =>
  planEvents(
    deps,
    actor,
    changes.map(({ what, row: { id, environment, data: values }, changed = [] }) => {
      const base = { id, module: module.slug }
      const fields = byName(module.fields, values)
      const data = what === 'deleted' ? base : { ...base, fields, ...(what === 'updated' && { changed }) }
      return { type: `record.${what}`, environment, data }
    }),
    // Every change of records is tried again when its plan is outdated.
    { mayRemember: true },
  )

/** Plans the event of a change of a record. */
export const announceRecord = (
  deps: Deps,
  actor: Actor,
  what: RecordChange['what'],
  module: ModuleRow,
  row: RecordRow,
  changed: readonly string[] = [],
): Promise<EventsPlan> => announceRecords(deps, actor, module, [{ what, row, changed }])
