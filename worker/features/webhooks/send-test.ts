import { TEST_EVENT } from '../../../contract/events.data.ts'
import type {
  Preview,
  PreviewWebhook,
  TestResult,
  TestUnsavedWebhook,
  TestWebhook,
} from '../../../contract/webhooks.ts'
import { type Actor, actorId } from '../../platform/auth/actor.ts'
import { environmentOfNew } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import { evaluations, MAX_WAIT_MS } from '../../platform/customer-code/evaluations.ts'
import { runBatch } from '../../platform/db/client.ts'
import type { Deps } from '../../platform/deps.ts'
import { conflict, invalid, notFound, Refusal } from '../../platform/errors.ts'
import { TurnsTaken } from '../../platform/lib/budget/turns.ts'
import { WorkBudget, WorkExceeded } from '../../platform/lib/budget/work-budget.ts'
import { newId } from '../../platform/lib/ids.ts'
import type { JsonObject } from '../../platform/lib/json/json.ts'
import { countUse } from '../../platform/limits/org-quota-client.ts'
import { targetPolicyOf } from '../../platform/outbound/self-hosts.ts'
import { checkTarget } from '../../platform/outbound/target-url.ts'
import { findEventType } from '../events/event-types.ts'
import { requireSubscription } from '../events/require-subscription.ts'
import { requireWebhook } from './deliveries/deliveries.ts'
import { decryptSender, type TryResult, tryEndpoint } from './delivery/attempt.ts'
import { findSenders } from './delivery/delivery-store.ts'
import { enqueueInBackground } from './delivery/queue/enqueue.ts'
import { composeBody, composeFor, eventObject, type StoredEvent } from './delivery/request/compose.ts'
import { Deadlines } from './delivery/request/deadlines.ts'
import { transformInTurn } from './delivery/request/evaluations.ts'
import { hiderOf } from './delivery/request/hide-secrets.ts'
import { newSigningSecret, signerOf } from './delivery/request/signing.ts'
import { checkSettings } from './settings/check-settings.ts'
import { compileFilter, type Filter, MAX_FILTER_STEPS } from './settings/filter.ts'
import { WEBHOOK } from './settings/kind.ts'
import type { TransformResult } from './settings/transform.ts'
import { testDelivery } from './test-delivery.ts'

/** Previews and tests per user or key that run a filter or a transformation. */
const PREVIEWS_PER_MINUTE = 60

/** The event of a test: the given one, or the sample of its type. Throws `invalid` for a type without a sample. */
export async function sampleEvent(
  deps: Deps,
  actor: Actor,
  { eventType, data }: TestWebhook,
  environment: 'live' | 'test',
): Promise<StoredEvent> {
  const given = data ?? (await sampleOf(deps, actor, eventType))
  return { id: newId('evt', deps.now), type: eventType, time: deps.now, environment, data: JSON.stringify(given) }
}

async function sampleOf(deps: Deps, actor: Actor, type: string): Promise<object> {
  const found = await findEventType(deps, actor.organization.id, type)
  if (!found) throw invalid('eventType', 'is not defined, so it has no sample: send data')
  const { info } = found
  // Samples of the catalog are public; those of the organization require the scopes that read its events.
  if (info.custom) requireSubscription(actor, [type], 'send a sample')
  return info.sample ?? {}
}

function resultOf({ sent, request, exceeded }: TryResult): TestResult {
  if (exceeded) throw invalid('transform', sent.error?.message ?? 'exceeded its budget')
  return {
    ok: sent.error === null,
    durationMs: sent.durationMs,
    request: { ...request, method: 'POST' },
    response: sent.response,
    error: sent.error,
  }
}

/** Composes and sends a test. Throws `invalid` if the transformation exceeds its budget. */
async function tryOnce(
  deps: Deps,
  actor: Actor,
  endpoint: Parameters<typeof tryEndpoint>[0],
  event: StoredEvent,
): Promise<TestResult> {
  const { provider, dashboard } = endpoint
  const composed = provider
    ? composeFor({ provider, dashboard }, event)
    : await admitted(deps, actor, endpoint, () => composeBody(event, endpoint, actor.organization.id))
  return resultOf(await tryEndpoint(endpoint, event, composed))
}

/** Runs customer code for a caller that waits. Throws `rate_limited`. */
async function admitted<T>(
  deps: Deps,
  actor: Actor,
  { filter = null, transform }: { filter?: unknown; transform: string | null },
  run: () => Promise<T>,
): Promise<T> {
  if (filter !== null || transform !== null) {
    const waitMs = await countUse(deps.quotas, actor.organization.id, `preview ${actorId(actor)}`, PREVIEWS_PER_MINUTE)
    if (waitMs !== null) throw limited(`At most ${PREVIEWS_PER_MINUTE} previews and tests of code a minute.`, waitMs)
  }
  try {
    return await run()
  } catch (error) {
    if (error instanceof TurnsTaken) throw limited('Too many evaluations are waiting.', error.retryAfterMs)
    throw error
  }
}

const limited = (detail: string, retryAfterMs: number) => new Refusal({ kind: 'rate_limited', detail, retryAfterMs })

/**
 * Sends a test to a webhook or a connector, whatever its status, and returns the answer. It does not count as a delivery.
 */
export async function testWebhook(
  deps: Deps,
  actor: Actor,
  id: string,
  input: TestWebhook,
  kind = WEBHOOK,
): Promise<TestResult> {
  requireScope(actor, `${kind.resource}:write`)
  const { organizationId } = await requireWebhook(deps, actor, id, kind)
  const [sender] = await findSenders(deps.db, [{ organizationId, webhookId: id }])
  if (!sender || sender.deletedAt !== null) throw notFound(kind.title)
  const event = await sampleEvent(deps, actor, input, sender.environment)
  const opened = await decryptSender(deps.config, sender, await targetPolicyOf(deps))
  return tryOnce(deps, actor, opened, event)
}

/** The same for settings that are not saved yet. Throws `invalid` for settings that could not be saved. */
export async function testUnsavedWebhook(deps: Deps, actor: Actor, input: TestUnsavedWebhook): Promise<TestResult> {
  requireScope(actor, 'webhooks:write')
  await checkSettings(deps, actor, input)
  const event = await sampleEvent(deps, actor, input, environmentOfNew(actor, input.environment))
  const target = checkTarget(input.url, await targetPolicyOf(deps))
  const secret = input.secret ?? newSigningSecret()
  const endpoint = {
    ...input,
    target,
    provider: null,
    dashboard: null,
    deadlines: new Deadlines(),
    signers: [await signerOf(secret)],
    unreadable: [],
    hide: hiderOf(input.headers, [secret]),
  }
  return tryOnce(deps, actor, endpoint, event)
}

/** Delivers a test event to a webhook like any other event, in the background. */
export async function sendTestDelivery(deps: Deps, actor: Actor, id: string): Promise<void> {
  requireScope(actor, 'webhooks:write')
  const row = await requireWebhook(deps, actor, id)
  if (row.status !== 'active') throw conflict('webhook_not_active', 'The webhook is not active. Resume it first.')
  const { statements, delivery } = testDelivery(row, TEST_EVENT, deps.now)
  const [first, ...rest] = statements
  if (first) await runBatch(deps.db, first, ...rest)
  enqueueInBackground(deps, [delivery])
}

/**
 * The result of a filter and a transformation for an event, without sending anything. Throws `invalid` if one exceeds
 * its budget, and names the limit.
 */
export async function previewWebhook(deps: Deps, actor: Actor, input: PreviewWebhook): Promise<Preview> {
  requireScope(actor, 'webhooks:read')
  const stored = await sampleEvent(deps, actor, input, environmentOfNew(actor, undefined))
  const event = eventObject(stored)
  const errors: Preview['errors'] = []
  const filter = input.filter && compileFilter(JSON.parse(JSON.stringify(input.filter)))
  if (filter && !filter.ok) errors.push({ path: 'filter', message: filter.message })
  const owner = actor.organization.id
  // A separate copy, because a transformation may change its input.
  const { matches, made } = await admitted(deps, actor, input, async () => ({
    matches:
      filter === null
        ? true
        : filter.ok
          ? await evaluations.run(owner, MAX_WAIT_MS, async () => decideAlone(filter, event))
          : null,
    made:
      input.transform === null
        ? { ok: true as const, value: event }
        : await transformAlone(owner, input.transform, eventObject(stored)),
  }))
  if (!made.ok) errors.push({ path: 'transform', message: made.message })
  return { event, matches, body: made.ok ? made.value : null, errors }
}

function decideAlone(filter: Extract<Filter, { ok: true }>, event: JsonObject): boolean {
  try {
    return filter.matches(event, new WorkBudget(MAX_FILTER_STEPS))
  } catch (error) {
    if (error instanceof WorkExceeded) throw invalid('filter', `exceeded its budget: it ${error.message}`)
    throw error
  }
}

async function transformAlone(owner: string, transform: string, event: JsonObject): Promise<TransformResult> {
  const made = await transformInTurn(owner, transform, event)
  if (!made.ok && made.exceeded) throw invalid('transform', `exceeded its budget: it ${made.message}`)
  return made
}
