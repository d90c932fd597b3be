import type { ErrorKind, Webhook } from '../../../../contract/webhooks.ts'
import type { Config } from '../../../platform/env.ts'
import { TurnsTaken } from '../../../platform/lib/budget/turns.ts'
import { hideValues } from '../../../platform/outbound/header-rules.ts'
import { checkTarget, type Surroundings, type Target } from '../../../platform/outbound/target-url.ts'
import { type HeaderMap, openHeaders, unreadableOf } from '../settings/present.ts'
import { signingSecrets } from '../settings/secret.ts'
import type { Claimed } from './claim-store.ts'
import { type Composed, composeBody } from './compose.ts'
import { Deadlines } from './deadlines.ts'
import { QUEUE_GRACE_MS } from './delivery-ref.ts'
import type { Outcome, Sender } from './delivery-store.ts'
import { type HideSecrets, hiderOf } from './hide-secrets.ts'
import { nextAttemptAt } from './schedule.ts'
import { type Sent, sendOnce } from './send.ts'
import { type Signer, signatureHeaders, signerOf } from './signing.ts'

const USER_AGENT = 'Gatehouse-Webhooks/1'
const UNREADABLE = "Its secrets cannot be opened with today's DATA_KEYS: rotate its secret and set its headers again."
const MAX_KEPT_REQUEST = 64 * 1024

/** A webhook with its headers readable and its secrets ready to sign. */
export type Opened = Omit<Sender, 'sealedHeaders' | 'sealedSecret' | 'previousSecret'> & {
  headers: HeaderMap
  signers: Signer[]
  /** What of it cannot be opened with today's data keys: then nothing is sent. */
  unreadable: Webhook['unreadable']
  /** Takes its headers' values and its secrets out of what is kept of an answer. */
  hide: HideSecrets
  /** Its address, judged once more. */
  target: Target
  /** The same without the query, for the log. */
  shownUrl: string
  /** Of the calls to it. */
  deadlines: Deadlines
}

export async function openSender(config: Config, sender: Sender, surroundings: Surroundings): Promise<Opened> {
  const { sealedHeaders, sealedSecret, previousSecret, ...rest } = sender
  const [opened, signing] = await Promise.all([
    openHeaders(config, sealedHeaders),
    signingSecrets(config, { sealedSecret, previousSecret, previousUntil: sender.previousUntil }, Date.now()),
  ])
  const [headers, secrets] = [opened ?? {}, signing ?? []]
  const url = URL.parse(sender.url)
  return {
    ...rest,
    headers,
    signers: await Promise.all(secrets.map(signerOf)),
    unreadable: unreadableOf(signing, opened),
    hide: hiderOf(headers, secrets),
    target: checkTarget(sender.url, surroundings),
    shownUrl: url ? `${url.origin}${url.pathname}` : '',
    deadlines: new Deadlines(),
  }
}

/** What was sent, and what came back. `shown` are the headers with the values of custom ones hidden. */
export type Tried = {
  sent: Sent
  request: { url: string; headers: HeaderMap; body: string }
  startedAt: number
  /** The transformation was cut off by its budget: trying again would end alike. */
  exceeded?: boolean
}

type Endpoint = Pick<
  Opened,
  | 'url'
  | 'target'
  | 'deadlines'
  | 'headers'
  | 'signers'
  | 'unreadable'
  | 'hide'
  | 'contentType'
  | 'timeoutSeconds'
  | 'transform'
>
type StoredEvent = { id: string; type: string; environment: 'live' | 'test'; time: number; data: string }

/**
 * Sends one event to one endpoint, if its address may be called: signs, calls. Never throws. `onSend` is called when the
 * request goes out.
 */
export async function tryEndpoint(
  endpoint: Endpoint,
  event: StoredEvent,
  composed: Composed,
  onSend: () => void = () => {},
): Promise<Tried> {
  const startedAt = Date.now()
  const set = {
    'content-type': endpoint.contentType,
    'user-agent': USER_AGENT,
    ...(await signatureHeaders(event.id, startedAt, composed.body, endpoint.signers)),
  }
  const request = {
    url: endpoint.url,
    headers: { ...hideValues(endpoint.headers), ...set },
    body: composed.body.slice(0, MAX_KEPT_REQUEST),
  }
  const nothing = { response: null, durationMs: Date.now() - startedAt, retryAfterMs: null }
  if (!composed.ok) {
    const error = { kind: 'transform' as const, message: composed.message }
    return { request, startedAt, exceeded: composed.exceeded, sent: { ...nothing, error } }
  }
  if (endpoint.unreadable.length > 0) {
    return { request, startedAt, sent: { ...nothing, error: { kind: 'secrets', message: UNREADABLE } } }
  }
  const { target } = endpoint
  if (!target.ok) {
    return {
      request,
      startedAt,
      sent: { ...nothing, error: { kind: 'blocked', message: `The URL ${target.message}.` } },
    }
  }
  const headers = { ...endpoint.headers, ...set }
  onSend()
  const timeoutMs = endpoint.timeoutSeconds * 1000
  const sent = await sendOnce(target.url, headers, composed.body, timeoutMs, endpoint.deadlines)
  return { request, startedAt, sent: withoutSecrets(sent, endpoint.hide) }
}

/** A receiver may echo its request: what people will see of the answer holds nothing that only the endpoint should know. */
function withoutSecrets({ response, ...sent }: Sent, hide: HideSecrets): Sent {
  if (!response) return { ...sent, response }
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, hide(value)]))
  return { ...sent, response: { ...response, headers, body: hide(response.body) } }
}

/** Waiting does not help: somebody has to do something first, and can then send the delivery again. */
const FINAL = new Set<ErrorKind>(['secrets'])

export type Attempted = {
  outcome: Outcome
  /** It answered 410: it wants no more, ever. */
  gone: boolean
  /** There was no answer at all. */
  unreachable: boolean
}

const eventOf = (delivery: Claimed): StoredEvent => ({ ...delivery, id: delivery.eventId, type: delivery.eventType })

async function composeInTurn(sender: Opened, event: StoredEvent): Promise<Composed | null> {
  try {
    return await composeBody(event, sender, sender.organizationId)
  } catch (error) {
    if (error instanceof TurnsTaken) return null
    throw error
  }
}

/**
 * One attempt of a claimed delivery, and what comes after it. Null when its transformation could not run in time, because
 * others of the isolate had their turns.
 */
export async function attemptDelivery(
  sender: Opened,
  delivery: Claimed,
  token: string,
  onSend: () => void,
): Promise<Attempted | null> {
  const event = eventOf(delivery)
  const composed = await composeInTurn(sender, event)
  if (!composed) return null
  const { sent, request, startedAt, exceeded } = await tryEndpoint(sender, event, composed, onSend)
  const now = Date.now()
  const failures = delivery.attempts - delivery.scheduleFrom + 1
  const nextAt =
    sent.error === null || exceeded || FINAL.has(sent.error.kind)
      ? null
      : nextAttemptAt(failures, sender.maxRetries, sent.retryAfterMs, Math.random(), now)
  const { response } = sent
  return {
    gone: response?.status === 410,
    unreachable: sent.error?.kind === 'timeout' || sent.error?.kind === 'connection',
    outcome: {
      organizationId: delivery.organizationId,
      webhookId: delivery.webhookId,
      id: delivery.id,
      token,
      earlier: delivery.attempts,
      startedAt,
      durationMs: sent.durationMs,
      responseStatus: response?.status ?? null,
      errorKind: sent.error?.kind ?? null,
      errorMessage: sent.error?.message ?? null,
      exchange: {
        request: { headers: request.headers, body: request.body },
        response,
      },
      status: sent.error === null ? 'succeeded' : nextAt === null ? 'failed' : 'pending',
      nextAt,
      dueAt: nextAt === null ? null : nextAt + QUEUE_GRACE_MS,
    },
  }
}
