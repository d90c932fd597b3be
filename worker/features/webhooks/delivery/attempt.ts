import { type PauseReason, STOP_REASON_TEXTS } from '../../../../contract/connectors.data.ts'
import type { ErrorKind, Webhook } from '../../../../contract/webhooks.ts'
import type { Config } from '../../../platform/env.ts'
import { TurnsTaken } from '../../../platform/lib/budget/turns.ts'
import type { DeliveryProvider, Judgement } from '../../../platform/manifest/delivery-provider.ts'
import { findDeliveryProvider } from '../../../platform/manifest/find-delivery-provider.ts'
import { hideValues } from '../../../platform/outbound/header-rules.ts'
import { checkTarget, type Target, type TargetPolicy } from '../../../platform/outbound/target-url.ts'
import { type HeaderMap, openHeaders, unreadableOf } from '../settings/present.ts'
import { openSecret, signingSecrets } from '../settings/secret.ts'
import type { ClaimedDelivery } from './claim-store.ts'
import type { Outcome, Sender } from './delivery-store.ts'
import { QUEUE_GRACE_MS } from './queue/delivery-ref.ts'
import { type ComposeResult, composeBody, composeFor } from './request/compose.ts'
import { Deadlines } from './request/deadlines.ts'
import { type HideSecrets, hiderOf } from './request/hide-secrets.ts'
import { nextAttemptAt } from './request/schedule.ts'
import { type Sent, sendOnce } from './request/send.ts'
import { type Signer, signatureHeaders, signerOf } from './request/signing.ts'

const USER_AGENT = 'Gatehouse-Webhooks/1'
const UNREADABLE = "Its secrets cannot be opened with today's DATA_KEYS: rotate its secret and set its headers again."
const UNREADABLE_ADDRESS = "Its URL cannot be opened with today's DATA_KEYS: save its URL again."
const MAX_KEPT_REQUEST = 64 * 1024

/** A webhook with decrypted headers and with signers of its secrets, or a connector with its provider. */
export type DecryptedSender = Omit<Sender, 'sealedHeaders' | 'sealedSecret' | 'previousSecret' | 'provider'> & {
  /** How requests to a connector are composed, and their answers judged; null: it is a webhook. */
  provider: DeliveryProvider | null
  /** The origin of the dashboard, for links in messages; null if it is not known. */
  dashboard: string | null
  headers: HeaderMap
  signers: Signer[]
  /** The parts that cannot be decrypted with the current data keys. If there are any, nothing is sent. */
  unreadable: Webhook['unreadable']
  /** Removes header values and secrets from the stored part of an answer. */
  hide: HideSecrets
  /** Its URL, checked again before sending. */
  target: Target
  /** The URL without its query, for the log. */
  shownUrl: string
  /** Aborts its calls on timeout. */
  deadlines: Deadlines
}

export async function decryptSender(
  config: Config,
  sender: Sender,
  targetPolicy: TargetPolicy,
): Promise<DecryptedSender> {
  if (sender.provider !== null) return decryptConnector(config, sender, sender.provider, targetPolicy)
  const { sealedHeaders, sealedSecret, previousSecret, ...rest } = sender
  const [opened, signing] = await Promise.all([
    openHeaders(config, sealedHeaders),
    signingSecrets(config, { sealedSecret, previousSecret, previousUntil: sender.previousUntil }, Date.now()),
  ])
  const [headers, secrets] = [opened ?? {}, signing ?? []]
  const url = URL.parse(sender.url)
  return {
    ...rest,
    provider: null,
    dashboard: null,
    headers,
    signers: await Promise.all(secrets.map(signerOf)),
    unreadable: unreadableOf(signing, opened),
    hide: hiderOf(headers, secrets),
    target: checkTarget(sender.url, targetPolicy),
    shownUrl: url ? `${url.origin}${url.pathname}` : '',
    deadlines: new Deadlines(),
  }
}

async function decryptConnector(
  config: Config,
  { sealedHeaders: _, sealedSecret, previousSecret: __, ...rest }: Sender,
  name: string,
  targetPolicy: TargetPolicy,
): Promise<DecryptedSender> {
  const [address, provider] = await Promise.all([openSecret(config, sealedSecret), findDeliveryProvider(name)])
  return {
    ...rest,
    ...connectorEndpoint(address ?? '', targetPolicy),
    provider,
    dashboard: dashboardOf(config, rest.dashboardOrigin),
    unreadable: address === null || provider === null ? ['secret'] : [],
    shownUrl: rest.url,
  }
}

/** The parts of an endpoint that follow from the address of a connector, which contains a token. */
export const connectorEndpoint = (address: string, targetPolicy: TargetPolicy) => ({
  headers: {},
  signers: [],
  hide: hiderOf(hiddenParts(address), []),
  target: checkTarget(address, targetPolicy),
  deadlines: new Deadlines(),
})

/** Words in the paths of webhook URLs that are no secrets, and that answers may contain. */
const PUBLIC_PARTS = new Set(['services', 'webhooks', 'webhook-test', 'workflows', 'integrations'])

/** The parts of an address that may be tokens, each under a name of its own as the hider wants them. */
function hiddenParts(address: string): HeaderMap {
  const url = URL.parse(address)
  const parts = url ? [...url.pathname.split('/'), ...url.searchParams.values()] : []
  const secrets = parts.filter((part) => part.length >= 8 && !PUBLIC_PARTS.has(part))
  return Object.fromEntries([address, ...secrets].map((part, index) => [`part-${index}`, part]))
}

/** The origin of the dashboard: the first public host of this installation, else where the connector was created. */
export const dashboardOf = ({ ownHosts }: Pick<Config, 'ownHosts'>, createdAt: string | null): string | null =>
  ownHosts[0] === undefined ? createdAt : `https://${ownHosts[0]}`

/** What was sent and what came back. `shown`: the headers, with the values of custom ones hidden. */
export type TryResult = {
  sent: Sent
  request: { url: string; headers: HeaderMap; body: string }
  startedAt: number
  /** The transformation exceeded its budget: a retry would end the same way. */
  exceeded?: boolean
  /** What the provider of a connector makes of the answer. */
  judgement?: Judgement
}

type Endpoint = Pick<
  DecryptedSender,
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
  | 'provider'
  | 'dashboard'
>
type StoredEvent = { id: string; type: string; environment: 'live' | 'test'; time: number; data: string }

/**
 * Sends one signed event to one endpoint, if its URL may be called. Never throws. `onSend` is called when the request
 * is sent.
 */
export async function tryEndpoint(
  endpoint: Endpoint,
  event: StoredEvent,
  composed: ComposeResult,
  onSend: () => void = () => {},
): Promise<TryResult> {
  const startedAt = Date.now()
  const set = {
    'content-type': endpoint.contentType,
    'user-agent': USER_AGENT,
    ...(endpoint.provider
      ? composed.ok && composed.headers
      : await signatureHeaders(event.id, startedAt, composed.body, endpoint.signers)),
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
    const message = endpoint.provider ? UNREADABLE_ADDRESS : UNREADABLE
    return { request, startedAt, sent: { ...nothing, error: { kind: 'secrets', message } } }
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
  const judgement: Judgement =
    (sent.response && endpoint.provider?.judge(sent.response)) ?? ({ kind: 'plain' } as const)
  return { request, startedAt, judgement, sent: withoutSecrets(judgedAs(judgement, sent), endpoint.hide) }
}

/** A failed attempt waits as long as the provider says in its own form, and says what its answer means. */
function judgedAs(judgement: Judgement, sent: Sent): Sent {
  const { error } = sent
  if (!error) return sent
  if (judgement.kind === 'wait') return { ...sent, retryAfterMs: Math.max(judgement.ms, sent.retryAfterMs ?? 0) }
  if (judgement.kind !== 'pause') return sent
  return { ...sent, error: { ...error, message: `${error.message} ${STOP_REASON_TEXTS[judgement.reason]}` } }
}

/** A receiver may echo its request, so secrets are removed from the answer before anybody can see it. */
function withoutSecrets({ response, ...sent }: Sent, hide: HideSecrets): Sent {
  if (!response) return { ...sent, response }
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, hide(value)]))
  return { ...sent, response: { ...response, headers, body: hide(response.body) } }
}

/** Retrying does not help: somebody has to fix the cause first, and can then retry the delivery. */
const FINAL = new Set<ErrorKind>(['secrets'])

export type AttemptResult = {
  outcome: Outcome
  /** Attempts that the schedule has left after this one. */
  attemptsLeft: number
  /** The endpoint wants no more deliveries: it answered 410 Gone, or its provider says why. */
  stop: 'gone' | PauseReason | null
  /** The provider asked to send nothing for so long, ms. */
  holdMs: number
  /** There was no answer. */
  unreachable: boolean
}

const eventOf = (delivery: ClaimedDelivery): StoredEvent => ({
  ...delivery,
  id: delivery.eventId,
  type: delivery.eventType,
})

async function composeInTurn(sender: DecryptedSender, event: StoredEvent): Promise<ComposeResult | null> {
  const { provider, dashboard } = sender
  if (provider) return composeFor({ provider, dashboard }, event)
  try {
    return await composeBody(event, sender, sender.organizationId)
  } catch (error) {
    if (error instanceof TurnsTaken) return null
    throw error
  }
}

/** Failed attempts with the one that is being made, since the delivery was created or last sent by hand. */
const failuresOf = ({ attempts, scheduleFrom }: Pick<ClaimedDelivery, 'attempts' | 'scheduleFrom'>) =>
  attempts - scheduleFrom + 1

/** Attempts that the schedule of a delivery has left after the one that is being made. */
export const attemptsLeft = (
  { maxRetries }: Pick<DecryptedSender, 'maxRetries'>,
  delivery: Pick<ClaimedDelivery, 'attempts' | 'scheduleFrom'>,
): number => Math.max(0, maxRetries + 1 - failuresOf(delivery))

/**
 * One attempt of a claimed delivery, and what follows from its result. Null if its transformation got no turn in time
 * because others in the isolate were waiting.
 */
export async function attemptDelivery(
  sender: DecryptedSender,
  delivery: ClaimedDelivery,
  token: string,
  onSend: () => void,
): Promise<AttemptResult | null> {
  const event = eventOf(delivery)
  const composed = await composeInTurn(sender, event)
  if (!composed) return null
  const { sent, request, startedAt, exceeded, judgement } = await tryEndpoint(sender, event, composed, onSend)
  const now = Date.now()
  const failures = failuresOf(delivery)
  const nextAt =
    sent.error === null || exceeded || judgement?.kind === 'refused' || FINAL.has(sent.error.kind)
      ? null
      : nextAttemptAt(failures, sender.maxRetries, sent.retryAfterMs, Math.random(), now)
  const { response } = sent
  return {
    attemptsLeft: attemptsLeft(sender, delivery),
    stop: judgement?.kind === 'pause' ? judgement.reason : response?.status === 410 ? 'gone' : null,
    holdMs: judgement?.kind === 'wait' ? judgement.ms : 0,
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
