import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { useModules } from './queries.ts'

type Target = Pick<IncomingWebhook, 'target' | 'module' | 'action' | 'upsertField' | 'eventType'>

/**
 * What an incoming webhook does, in words: "Contacts: upsert by email", "Event order.created".
 * @param nameOf the name of a module by its slug
 */
export function targetText(target: Target, nameOf: (slug: string) => string): string {
  if (target.target === 'event') return m.incoming_target_event({ type: target.eventType ?? '' })
  const { module, action, upsertField } = target
  return m.incoming_target_record({
    module: nameOf(module ?? ''),
    action: action ?? 'create',
    field: upsertField ?? '',
  })
}

/** The name of a module by its slug; the slug itself where it is not known. */
export function useModuleNames(): (slug: string) => string {
  const modules = useModules().data?.data ?? []
  return (slug) => modules.find((one) => one.slug === slug)?.name ?? slug
}
