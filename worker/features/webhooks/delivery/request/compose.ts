import type { ContentType } from '../../../../../contract/webhooks.ts'
import type { JsonObject } from '../../../../platform/lib/json/json.ts'
import { reportError } from '../../../../platform/lib/report.ts'
import type { DeliveryProvider } from '../../../../platform/manifest/delivery-provider.ts'
import { transformInTurn } from './evaluations.ts'

/** A stored event: `data` is JSON text. */
export type StoredEvent = { id: string; type: string; time: number; environment: 'live' | 'test'; data: string }

/** The body that a receiver gets without a transformation. */
export function envelopeOf({ id, type, time, environment, data }: StoredEvent): string {
  const head = JSON.stringify({ id, type, timestamp: new Date(time).toISOString(), environment })
  return `${head.slice(0, -1)},"data":${data}}`
}

/** The same as an object, for filters and transformations. */
export const eventObject = (event: StoredEvent): JsonObject => JSON.parse(envelopeOf(event))

/** `exceeded`: the transformation exceeded its budget, and would again. */
export type ComposeResult =
  | { ok: true; body: string; headers?: Record<string, string> }
  | { ok: false; body: string; exceeded: boolean; message: string }

/**
 * The body of a request: the event, or the result of the transformation, in the webhook's content type. `owner`: the
 * organization, for fair turns in the isolate. Throws TurnsTaken if it gets no turn in time.
 */
export async function composeBody(
  event: StoredEvent,
  webhook: { transform: string | null; contentType: ContentType },
  owner: string,
): Promise<ComposeResult> {
  if (webhook.transform === null) return { ok: true, body: encoded(envelopeOf(event), webhook.contentType) }
  const made = await transformInTurn(owner, webhook.transform, eventObject(event))
  if (!made.ok) return { ok: false, body: '', exceeded: made.exceeded, message: `The transformation ${made.message}.` }
  return { ok: true, body: encoded(JSON.stringify(made.value), webhook.contentType) }
}

/** The request of a connector, in the format of its provider. A provider that fails would fail again. */
export function composeFor(
  { provider, dashboard }: { provider: DeliveryProvider; dashboard: string | null },
  event: StoredEvent,
): ComposeResult {
  try {
    return { ok: true, ...provider.compose(event, { dashboard }) }
  } catch (error) {
    reportError('a provider could not compose a message', error)
    return { ok: false, body: '', exceeded: true, message: 'The message could not be composed.' }
  }
}

/** A form has one field, `payload`, which contains the JSON. */
const encoded = (json: string, contentType: ContentType): string =>
  contentType === 'application/x-www-form-urlencoded' ? `payload=${encodeURIComponent(json)}` : json
