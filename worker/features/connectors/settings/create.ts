import type { Connector, CreateConnector } from '../../../../contract/connectors.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { environmentOfNew } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict } from '../../../platform/errors.ts'
import { requireSubscription } from '../../events/require-subscription.ts'
import { checkSettings } from '../../webhooks/settings/check-settings.ts'
import { insertConnector } from '../../webhooks/settings/connectors.ts'
import { providerOf } from '../providers/all.ts'
import { checkAddress, maskAddress } from './address.ts'
import { presentConnector } from './present.ts'

/**
 * Connects a platform by the URL that it gave. `extraStatements`: further statements of the same transaction, given the answer
 * (the record of an Idempotency-Key). Throws `forbidden` without the scopes that read its events, `invalid` for settings that
 * are not allowed, `conflict` if the plan allows no more connectors.
 */
export async function createConnector(
  deps: Deps,
  actor: Actor,
  { provider, name, url, events, environment }: CreateConnector,
  extraStatements: (answer: Connector) => Promise<Statement[]>,
): Promise<Connector> {
  requireScope(actor, 'connectors:write')
  requireSubscription(actor, events, 'create a connector')
  await checkSettings(deps, actor, { events })
  const address = await checkAddress(deps, provider, url, 'url')
  const { ratePerSecond } = await providerOf(provider)
  const row = await insertConnector(
    deps,
    actor,
    {
      provider,
      name,
      address: address.href,
      shownUrl: maskAddress(address),
      events,
      environment: environmentOfNew(actor, environment),
      ratePerSecond,
      hookKey: null,
      dashboardOrigin: originOf(deps),
    },
    async (made) => extraStatements(await presentConnector(deps.config, made, deps.now)),
  )
  if (!row) throw conflict('changed_meanwhile', 'It was just created by another call.')
  return presentConnector(deps.config, row, deps.now)
}

/** The origin at which this call reached us; null if it did not come by HTTP. */
export const originOf = ({ url }: Pick<Deps, 'url'>): string | null => (url === undefined ? null : new URL(url).origin)
