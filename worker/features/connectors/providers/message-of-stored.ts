import { catalogEvent } from '../../../../contract/event-catalog.data.ts'
import type { ProviderEvent } from '../../../platform/manifest/delivery-provider.ts'
import { type Message, messageOf } from '../messages/message.ts'

/** What a message about a stored event says. */
export function messageOfStored(event: ProviderEvent, { dashboard }: { dashboard: string | null }): Message {
  const { id, type, time, environment, data } = event
  return messageOf(
    { id, type, timestamp: new Date(time).toISOString(), environment, data: JSON.parse(data) },
    { dashboard, description: catalogEvent(type)?.description ?? null },
  )
}
