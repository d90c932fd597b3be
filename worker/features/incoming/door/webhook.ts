import type { KeyFacts } from '../../../platform/credential-guard/guard-answer.ts'
import type { IncomingRow } from '../rows/incoming-store.ts'
import { type DoorFacts, readDoorFacts } from '../token/door-facts.ts'

/** An incoming webhook as handling a request needs it. */
export type DoorWebhook = DoorFacts & {
  id: string
  name: string
  organization: { id: string; name: string; plan: string }
  environment: 'live' | 'test'
  /** Names whose values are redacted in the log, besides the usual ones. */
  redactNames: string[]
}

/** Webhooks that were read from facts. An isolate keeps the same facts as long as they hold. */
const known = new WeakMap<KeyFacts, DoorWebhook>()

/** What the guard of a token knows of its webhook. */
export function webhookOfFacts(facts: KeyFacts): DoorWebhook {
  const before = known.get(facts)
  if (before) return before
  const { keyId, name, organization, environment, metadata, capture } = facts
  const webhook = {
    ...readDoorFacts(metadata),
    id: keyId,
    name,
    organization,
    environment,
    redactNames: capture ?? [],
  }
  known.set(facts, webhook)
  return webhook
}

/** The same from its row, for a replay. */
export const webhookOfRow = (row: IncomingRow, organization: DoorWebhook['organization']): DoorWebhook => ({
  ...row,
  organization,
  redactNames: [],
})
