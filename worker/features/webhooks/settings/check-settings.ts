import { catalogEvent } from '../../../../contract/event-catalog.data.ts'
import type { UpdateWebhook } from '../../../../contract/webhooks.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { headerProblems } from '../../../platform/outbound/header-rules.ts'
import { targetPolicyOf } from '../../../platform/outbound/self-hosts.ts'
import { checkTarget } from '../../../platform/outbound/target-url.ts'
import { ownEventTypes } from '../../events/event-types.ts'
import { compileFilter } from './filter.ts'
import { transformProblem } from './transform.ts'

type Settings = Pick<UpdateWebhook, 'url' | 'events' | 'headers' | 'filter' | 'transform'>

/**
 * Checks what the schemas cannot: the URL, event names, headers, filter and transformation. Throws `invalid`. `kept`:
 * the current event names, which may include a type that was removed in the meantime.
 */
export async function checkSettings(
  deps: Deps,
  actor: Actor,
  settings: Settings,
  kept: readonly string[] = [],
): Promise<void> {
  const { url, events, headers, filter, transform } = settings
  const errors = headers ? headerProblems(headers) : []
  const say = (path: string, message: string | null) => {
    if (message !== null) errors.push({ path, message })
  }
  if (url !== undefined) {
    const target = checkTarget(url, await targetPolicyOf(deps))
    say('url', target.ok ? null : target.message)
  }
  if (filter) {
    const compiled = compileFilter(filter)
    say('filter', compiled.ok ? null : compiled.message)
  }
  if (transform) say('transform', await transformProblem(transform))
  if (events) errors.push(...(await unknownEvents(deps, actor, events, kept)))
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
}

async function unknownEvents(deps: Deps, actor: Actor, events: readonly string[], kept: readonly string[]) {
  const wanted = events.filter((pattern) => !pattern.endsWith('*') && !kept.includes(pattern) && !catalogEvent(pattern))
  if (wanted.length === 0) return []
  const own = new Set((await ownEventTypes(deps, actor.organization.id)).map(({ type }) => type))
  return events.flatMap((pattern, index) =>
    wanted.includes(pattern) && !own.has(pattern)
      ? [{ path: `events.${index}`, message: 'is not known: define this event type first, or use a wildcard' }]
      : [],
  )
}
