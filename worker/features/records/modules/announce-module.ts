import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type EventsPlan, planEvents } from '../../events/publish.ts'
import type { ModuleRow } from './module-store.ts'

/** Plans the event of a change of a module. Both environments share modules, so webhooks of the live one get it. */
export const announceModule = (
  deps: Deps,
  actor: Actor,
  what: 'created' | 'updated' | 'deleted',
  { id, slug, name }: ModuleRow,
  changed: readonly string[] = [],
): Promise<EventsPlan> => {
  const data = what === 'deleted' ? { id, slug } : { id, slug, name, ...(what === 'updated' && { changed }) }
  return planEvents(deps, actor, [{ type: `module.${what}`, environment: 'live', data }])
}
