import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import { useLacks } from '../../../hooks/me.ts'
import { m } from '../../../messages/index.ts'
import { useModules } from './queries.ts'

type Target = Pick<IncomingWebhook, 'target' | 'module' | 'action' | 'upsertField' | 'eventType'>

/**
 * What an incoming webhook does, in words: "Contacts: upsert by email", "Event order.created".
 * Null while the name of the module is not known.
 */
export function targetText(target: Target, nameOf: ModuleNames): string | null {
  if (target.target === 'event') return m.incoming_target_event({ type: target.eventType ?? '' })
  const { module, action, upsertField } = target
  const name = nameOf(module ?? '')
  if (name === null) return null
  return m.incoming_target_record({ module: name, action: action ?? 'create', field: upsertField ?? '' })
}

/** The name of a module by its slug; null while it is not known. */
export type ModuleNames = (slug: string) => string | null

/** The names of modules. The slug stands for one that is gone, and for all to users who may not read modules. */
export function useModuleNames(): ModuleNames {
  const mayNotRead = useLacks('modules:read')
  const modules = useModules(!mayNotRead).data?.data
  return (slug) => {
    if (mayNotRead) return slug
    return modules ? (modules.find((one) => one.slug === slug)?.name ?? slug) : null
  }
}
