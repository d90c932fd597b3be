import type { UpdateConnector } from '../../../../contract/connectors.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid } from '../../../platform/errors.ts'
import type { IfMatch } from '../../../platform/lib/if-match.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import { requireSubscription } from '../../events/require-subscription.ts'
import { changeSubscriber } from '../../webhooks/settings/change.ts'
import { checkSettings } from '../../webhooks/settings/check-settings.ts'
import { CONNECTOR } from '../../webhooks/settings/kind.ts'
import { openSecret, sealSecret } from '../../webhooks/settings/secret.ts'
import { checkAddress, maskAddress } from './address.ts'
import { type ChangedConnector, type ConnectorRow, changedConnector, providerNameOf } from './present.ts'

/**
 * Changes settings of a connector. The URL of a subscription by a REST hook belongs to its app, and cannot be changed here.
 * Throws `invalid` for settings that are not allowed, `forbidden` for a change of what is sent, or where to, without the
 * scopes that read its events.
 */
export async function updateConnector(
  deps: Deps,
  actor: Actor,
  id: string,
  input: UpdateConnector,
  expectedVersion: IfMatch,
): Promise<ChangedConnector> {
  requireScope(actor, 'connectors:write')
  if (input.url !== undefined) await requireTrustedSecrets(deps)
  const row = await changeSubscriber(
    deps,
    actor,
    id,
    {
      action: 'connector.updated',
      decide: async (before) => {
        if (before.hookKey !== null) refuseForHook(input)
        const { name = before.name, events = before.events } = input
        await checkSettings(deps, actor, { events }, before.events)
        const address = input.url === undefined ? null : await newAddress(deps, before, input.url)
        const isSame = JSON.stringify(events) === JSON.stringify(before.events)
        if (address || !isSame) requireSubscription(actor, events, 'change a connector')
        const change = { ...(name !== before.name && { name }), ...(!isSame && { events }), ...address }
        return Object.keys(change).length > 0 ? change : null
      },
    },
    expectedVersion,
    CONNECTOR,
  )
  return changedConnector(deps, row)
}

function refuseForHook({ url, events }: UpdateConnector): void {
  const path = url === undefined ? (events === undefined ? null : 'events') : 'url'
  if (path !== null) throw invalid(path, 'belongs to the app that subscribed: change it there')
}

/** The stored form of another URL; null if it is the same. */
async function newAddress(deps: Deps, row: ConnectorRow, text: string) {
  const address = await checkAddress(deps, providerNameOf(row), text, 'url')
  if (address.href === (await openSecret(deps.config, row.sealedSecret))) return null
  return { url: maskAddress(address), sealedSecret: await sealSecret(deps.config, address.href) }
}
