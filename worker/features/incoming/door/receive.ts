import type { ReceivedAnswer } from '../../../../contract/incoming.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { parseContentLength } from '../../../platform/lib/http-headers.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { parsePayload } from '../mapping/parse-payload.ts'
import { type Arrival, challengeRow, keptHeaders, refusedRow } from '../requests/kept-row.ts'
import { insertRequest } from '../requests/store.ts'
import { openSecrets } from '../settings/secrets.ts'
import { verify } from '../verification/verify.ts'
import { applyOnce } from './apply-once.ts'
import { challengeIn } from './challenge.ts'
import { readBody } from './read-body.ts'
import { senderIdOf } from './sender-id.ts'
import type { DoorWebhook } from './webhook.ts'

/** The answer to a sender: what became of the request, or the text that it wants to have back. */
export type Received = { answer: ReceivedAnswer } | { challenge: string }

/** A request to an incoming webhook that its guard has admitted. `challenge`: a text in the URL that is to be sent back. */
export type Admitted = {
  webhook: DoorWebhook
  request: Request
  ip: string | null
  requestId: string
  challenge?: string | undefined
}

const MAX_TYPE = 200

/**
 * Handles a request: verifies its sender over the bytes that arrived, maps the payload, and writes a record or an event. Every
 * request leaves a row; a refused one has its reason, and its body only if its sender was verified. Throws the refusal.
 */
export async function receive(deps: Deps, admitted: Admitted): Promise<Received> {
  const { webhook, request } = admitted
  const arrival = arrivalOf(deps, admitted)
  try {
    if (admitted.challenge !== undefined) return await answerChallenge(deps, arrival, admitted.challenge)
    const bytes = await readBody(request)
    arrival.sizeBytes = bytes.length
    await requireGenuine(deps, webhook, { headers: request.headers, body: bytes, receivedAt: deps.now })
    arrival.body = bytes
    const body = await parsePayload(bytes, request.headers.get('content-type'), webhook.verification.kind)
    const challenge = challengeIn(body)
    if (challenge !== null) return await answerChallenge(deps, arrival, challenge)
    arrival.senderId = await senderIdOf(webhook, request.headers, body)
    return { answer: await applyOnce(deps, webhook, { body, headers: arrival.headers }, arrival) }
  } catch (error) {
    if (error instanceof Refusal) await keepRefusal(deps, arrival, error)
    throw error
  }
}

function arrivalOf({ now }: Deps, { webhook, request: { headers }, ip, requestId }: Admitted): Arrival {
  const { header } = webhook.verification
  return {
    organizationId: webhook.organization.id,
    webhookId: webhook.id,
    id: newId('inr', now),
    environment: webhook.environment,
    senderId: null,
    contentType: headers.get('content-type')?.slice(0, MAX_TYPE) ?? null,
    sizeBytes: parseContentLength(headers.get('content-length')) ?? 0,
    ip,
    requestId,
    firstId: null,
    replay: 0,
    headers: keptHeaders(headers, header === undefined ? webhook.redactNames : [...webhook.redactNames, header]),
    body: null,
  }
}

/** Opened secrets, as long as the isolate keeps the facts of their webhook. */
const opened = new WeakMap<DoorWebhook, string[]>()

async function secretsOf({ config }: Deps, webhook: DoorWebhook): Promise<string[] | null> {
  const known = opened.get(webhook)
  if (known) return known
  const secrets = await openSecrets(config, webhook.sealedSecrets)
  if (secrets) opened.set(webhook, secrets)
  return secrets
}

/** Throws `unauthenticated` unless the request comes from the sender of the webhook. */
async function requireGenuine(deps: Deps, webhook: DoorWebhook, request: Parameters<typeof verify>[2]): Promise<void> {
  const secrets = await secretsOf(deps, webhook)
  if (!secrets) {
    const detail = 'The secret of this incoming webhook cannot be opened. Whoever runs this installation can help.'
    throw new Refusal({ kind: 'unavailable', code: 'key_unreadable', detail })
  }
  const verdict = await verify(webhook.verification, secrets, request)
  if (verdict.ok) return
  throw new Refusal({ kind: 'unauthenticated', code: verdict.code, detail: verdict.reason, credential: false })
}

async function answerChallenge({ db }: Deps, arrival: Arrival, challenge: string): Promise<Received> {
  await runBatch(db, insertRequest(challengeRow(arrival)))
  return { challenge }
}

/** The refusal is answered also if it cannot be stored. */
async function keepRefusal({ db }: Deps, arrival: Arrival, { error }: Refusal): Promise<void> {
  try {
    await runBatch(db, insertRequest(refusedRow(arrival, error)))
  } catch (failure) {
    reportError('a refused request could not be stored', failure)
  }
}
