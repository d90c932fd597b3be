import type { ContentType } from '../../../../contract/webhooks.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { transformInTurn } from './evaluations.ts'

/** An event as it is stored: `data` is JSON text. */
export type StoredEvent = { id: string; type: string; time: number; environment: 'live' | 'test'; data: string }

/** What a receiver gets, before any transformation. */
export function envelopeOf({ id, type, time, environment, data }: StoredEvent): string {
  const head = JSON.stringify({ id, type, timestamp: new Date(time).toISOString(), environment })
  return `${head.slice(0, -1)},"data":${data}}`
}

/** The same, to look into. */
export const eventObject = (event: StoredEvent): JsonObject => JSON.parse(envelopeOf(event))

/** `exceeded`: the transformation was cut off by its budget, and would be again. */
export type Composed = { ok: true; body: string } | { ok: false; body: string; exceeded: boolean; message: string }

/**
 * The body of a request: the event, or what the transformation makes of it, in the form of its content type. `owner`: the
 * organization, which shares the isolate with others. Throws TurnsTaken when its turn does not come in time.
 */
export async function composeBody(
  event: StoredEvent,
  webhook: { transform: string | null; contentType: ContentType },
  owner: string,
): Promise<Composed> {
  if (webhook.transform === null) return { ok: true, body: encoded(envelopeOf(event), webhook.contentType) }
  const made = await transformInTurn(owner, webhook.transform, eventObject(event))
  if (!made.ok) return { ok: false, body: '', exceeded: made.exceeded, message: `The transformation ${made.message}.` }
  return { ok: true, body: encoded(JSON.stringify(made.value), webhook.contentType) }
}

/** A form has one field, `payload`, which is the JSON. */
const encoded = (json: string, contentType: ContentType): string =>
  contentType === 'application/x-www-form-urlencoded' ? `payload=${encodeURIComponent(json)}` : json
