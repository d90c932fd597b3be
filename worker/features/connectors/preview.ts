import { MESSAGE_PROVIDERS } from '../../../contract/connectors.data.ts'
import type { ConnectorPreview, PreviewConnector } from '../../../contract/connectors.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { environmentOfNew } from '../../platform/auth/environment.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { dashboardOf } from '../webhooks/delivery/attempt.ts'
import { eventObject } from '../webhooks/delivery/request/compose.ts'
import { sampleEvent } from '../webhooks/send-test.ts'
import { providerOf } from './providers/all.ts'
import { messageOfStored } from './providers/message-of-stored.ts'
import { originOf } from './settings/create.ts'

/** What a provider would get of an event, without sending anything. Throws `invalid` for a type without a sample. */
export async function previewConnector(
  deps: Deps,
  actor: Actor,
  { provider, ...input }: PreviewConnector,
): Promise<ConnectorPreview> {
  requireScope(actor, 'connectors:read')
  const event = await sampleEvent(deps, actor, input, environmentOfNew(actor, undefined))
  const dashboard = dashboardOf(deps.config, originOf(deps))
  const { body } = (await providerOf(provider)).compose(event, { dashboard })
  const isMessage = MESSAGE_PROVIDERS.some((one) => one === provider)
  return {
    provider,
    event: eventObject(event),
    body: JSON.parse(body),
    message: isMessage ? messageOfStored(event, { dashboard }) : null,
  }
}
