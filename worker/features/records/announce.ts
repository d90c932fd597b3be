import type { Actor } from '../../platform/auth/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { type EventsPlan, planEvents } from '../events/publish.ts'
import { byName } from './field.ts'
import type { ModuleRow } from './module-store.ts'
import type { RecordRow } from './record-store.ts'

type ModuleChange = 'created' | 'updated' | 'deleted'

/** Plans the event of a change of a module. Both environments share modules, so webhooks of the live one get it. */
export const announceModule = (
  deps: Deps,
  actor: Actor,
  what: ModuleChange,
  { id, slug, name }: ModuleRow,
  changed: readonly string[] = [],
): Promise<EventsPlan> => {
  const data = what === 'deleted' ? { id, slug } : { id, slug, name, ...(what === 'updated' && { changed }) }
  return planEvents(deps, actor, [{ type: `module.${what}`, environment: 'live', data }])
}

/** Plans the event of a change of a record, with the values after it. */
export const announceRecord = (
  deps: Deps,
  actor: Actor,
  what: ModuleChange,
  module: ModuleRow,
  { id, environment, data: values }: RecordRow,
  changed: readonly string[] = [],
): Promise<EventsPlan> => {
  const base = { id, module: module.slug }
  const fields = byName(module.fields, values)
  const data = what === 'deleted' ? base : { ...base, fields, ...(what === 'updated' && { changed }) }
  return planEvents(deps, actor, [{ type: `record.${what}`, environment, data }])
}
