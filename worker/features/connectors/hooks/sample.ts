import { MAX_SAMPLES } from '../../../../contract/connectors.data.ts'
import type { HookItem } from '../../../../contract/connectors.ts'
import { EVENT_CATALOG } from '../../../../contract/event-catalog.data.ts'
import { patternCovers } from '../../../../contract/events.data.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { environmentOfNew } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid } from '../../../platform/errors.ts'
import { idFrom } from '../../../platform/lib/ids.ts'
import { ownEventTypes } from '../../events/event-types.ts'
import { requireSubscription } from '../../events/require-subscription.ts'

/** The time of samples, ms: any will do, as long as it is always the same. */
const SAMPLE_TIME = Date.UTC(2026, 0, 1)

/**
 * Samples of what a subscription delivers, as its items look. Their ids are made of the event types, so each call returns the
 * same ones. A pattern gets one of each of the first types that it covers.
 */
export async function sampleHook(deps: Deps, actor: Actor, pattern: string): Promise<HookItem[]> {
  requireScope(actor, 'connectors:read')
  requireSubscription(actor, [pattern], 'read samples')
  const own = (await ownEventTypes(deps, actor.organization.id)).map(({ type, sample }) => ({ type, sample }))
  const covered = [...EVENT_CATALOG, ...own].filter(({ type }) => patternCovers(pattern, type)).slice(0, MAX_SAMPLES)
  if (covered.length === 0) throw invalid('event', 'is not known: define this event type first, or use a wildcard')
  const environment = environmentOfNew(actor, undefined)
  return Promise.all(
    covered.map(async ({ type, sample }) => ({
      id: await idFrom('evt', SAMPLE_TIME, `sample ${type}`),
      type,
      timestamp: new Date(SAMPLE_TIME).toISOString(),
      environment,
      data: JSON.parse(JSON.stringify(sample ?? {})),
    })),
  )
}
