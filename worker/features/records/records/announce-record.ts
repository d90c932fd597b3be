import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type EventsPlan, planEvents } from '../../events/publish.ts'
import { byName } from '../modules/field.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import type { RecordRow } from './record-store.ts'

/** Plans the event of a change of a record, with the values after it. */
export const announceRecord = (
  deps: Deps,
  actor: Actor,
  what: 'created' | 'updated' | 'deleted',
  module: ModuleRow,
  { id, environment, data: values }: RecordRow,
  changed: readonly string[] = [],
): Promise<EventsPlan> => {
  const base = { id, module: module.slug }
  const fields = byName(module.fields, values)
  const data = what === 'deleted' ? base : { ...base, fields, ...(what === 'updated' && { changed }) }
  return planEvents(deps, actor, [{ type: `record.${what}`, environment, data }])
}
