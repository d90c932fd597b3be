import { MAX_NAME } from '../../../../contract/common.data.ts'
import type { AnyProvider } from '../../../../contract/connectors.data.ts'
import type { CreateHook, Hook } from '../../../../contract/connectors.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { environmentOfNew } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, Refusal } from '../../../platform/errors.ts'
import { digest } from '../../../platform/lib/crypto/digest.ts'
import { requireSubscription } from '../../events/require-subscription.ts'
import { resumeSubscriber } from '../../webhooks/pause-resume.ts'
import { checkSettings } from '../../webhooks/settings/check-settings.ts'
import { findHook, insertConnector } from '../../webhooks/settings/connectors.ts'
import { CONNECTOR } from '../../webhooks/settings/kind.ts'
import { providerOf } from '../providers/all.ts'
import { checkAddress, maskAddress } from '../settings/address.ts'
import { originOf } from '../settings/create.ts'
import { type ConnectorRow, providerNameOf } from '../settings/present.ts'

/** Which platform a target belongs to: that whose URLs look like it. n8n runs anywhere, so its usual paths tell. */
function platformOf({ hostname, pathname }: URL): AnyProvider {
  if (hostname === 'hooks.zapier.com') return 'zapier'
  if (/(?:^|\.)(?:make\.com|integromat\.com|celonis\.com)$/.test(hostname)) return 'make'
  return /\/webhook(?:-test)?\//.test(pathname) || /(?:^|\.)n8n\./.test(hostname) ? 'n8n' : 'custom'
}

const NAMES: Record<AnyProvider, string> = {
  zapier: 'Zapier',
  make: 'Make',
  n8n: 'n8n',
  slack: 'Slack',
  discord: 'Discord',
  custom: 'App',
}

/**
 * Subscribes a target to an event (REST hook). The same target and event have one subscription in each environment:
 * whoever subscribes again gets it back (`isNew` false). Throws `forbidden` without the scopes that read the event.
 */
export async function subscribeHook(
  deps: Deps,
  actor: Actor,
  { targetUrl, event }: CreateHook,
): Promise<{ hook: Hook; isNew: boolean }> {
  requireScope(actor, 'connectors:write')
  requireSubscription(actor, [event], 'subscribe')
  await checkEvent(deps, actor, event)
  const address = await checkAddress(deps, 'custom', targetUrl, 'targetUrl')
  const environment = environmentOfNew(actor, undefined)
  // A hash, because the target contains a token.
  const hookKey = await digest([actor.organization.id, environment, address.href, event])
  const existing = await findHook(deps, actor, hookKey)
  if (existing) return { hook: presentHook(await revived(deps, actor, existing)), isNew: false }
  const provider = platformOf(address)
  const made = await insertConnector(deps, actor, {
    provider,
    name: `${NAMES[provider]}: ${event}`.slice(0, MAX_NAME),
    address: address.href,
    shownUrl: maskAddress(address),
    events: [event],
    environment,
    ratePerSecond: (await providerOf(provider)).ratePerSecond,
    hookKey,
    dashboardOrigin: originOf(deps),
  })
  // Null: another call has subscribed the same target at this moment.
  const row = made ?? (await findHook(deps, actor, hookKey))
  if (!row) throw conflict('changed_meanwhile', 'The subscription was removed at this moment. Subscribe again.')
  return { hook: presentHook(row), isNew: made !== null }
}

/** A subscription that was disabled because its target failed works again once its app subscribes again. */
const revived = async (deps: Deps, actor: Actor, row: ConnectorRow): Promise<ConnectorRow> =>
  row.status === 'disabled' ? resumeSubscriber(deps, actor, row.id, {}, null, CONNECTOR) : row

/** Throws `invalid` that names the field `event`. */
async function checkEvent(deps: Deps, actor: Actor, event: string): Promise<void> {
  try {
    await checkSettings(deps, actor, { events: [event] })
  } catch (error) {
    if (!(error instanceof Refusal) || error.error.kind !== 'invalid') throw error
    throw new Refusal({
      kind: 'invalid',
      errors: error.error.errors.map(({ message }) => ({ path: 'event', message })),
    })
  }
}

const presentHook = (row: ConnectorRow): Hook => ({
  id: row.id,
  event: row.events[0] ?? '',
  targetUrl: row.url,
  provider: providerNameOf(row),
  environment: row.environment,
  status: row.status,
  createdAt: new Date(row.createdAt).toISOString(),
})
