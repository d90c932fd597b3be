import { OAUTH_REQUEST_SECONDS } from '../../../../contract/oauth.data.ts'
import type { Deps } from '../../../platform/deps.ts'
import { notFound, Refusal } from '../../../platform/errors.ts'
import { SEALED_AUTHORIZATION } from '../../../platform/lib/crypto/sealing-purposes.ts'
import { clientIn } from '../clients/ensure-app.ts'
import { type Client, findClient } from '../clients/find-client.ts'
import { type Challenge, openChallenge, restartUrl } from './challenge.ts'
import { allowable } from './consent.ts'
import { checkRequest, type ValidRequest } from './request.ts'

/** An authorization that waits, with its app as it is now. */
export type Waiting = {
  challenge: Challenge
  client: Client
  request: ValidRequest
  /** Ms since 1970. */
  expiresAt: number
}

export const unknownAuthorization = () => notFound('Authorization')

/** An authorization that cannot go on. Its app may start again. */
export const authorizationOver = (challenge: Challenge, detail: string) =>
  new Refusal({ kind: 'gone', code: 'authorization_over', detail, restartUrl: restartUrl(challenge) })

/**
 * The authorization that waits under a challenge. Throws `not_found` for a text that is no challenge, and `gone` if it has
 * expired, or if its app does not exist any more or may not ask for this any more.
 */
export async function findWaiting(deps: Deps, text: string): Promise<Waiting> {
  const challenge = await openChallenge(deps.config, SEALED_AUTHORIZATION, text)
  if (!challenge) throw unknownAuthorization()
  return checkWaiting(deps, challenge)
}

/** The same for a challenge that was opened. The request is checked again: its app may have changed since. */
export async function checkWaiting(deps: Deps, challenge: Challenge): Promise<Waiting> {
  const { startedAt, issuer, values } = challenge
  const expiresAt = startedAt + OAUTH_REQUEST_SECONDS * 1000
  if (deps.now >= expiresAt) throw authorizationOver(challenge, 'This request has waited for too long. Start again.')
  const client = await findClient(deps, values.client_id ?? '')
  const checked = checkRequest({ values, twice: [], long: [] }, client, issuer, deps.config)
  if (checked.kind !== 'valid' || !client) {
    throw authorizationOver(challenge, 'The app was changed, disabled or deleted meanwhile. Start again.')
  }
  return { challenge, client, request: checked.request, expiresAt }
}

/**
 * The same as an organization knows the app, which may have taken scopes from it. Throws `forbidden` if the organization does not let
 * the app in.
 */
export async function waitingIn(deps: Deps, organizationId: string, waiting: Waiting): Promise<Waiting> {
  const client = await clientIn(deps, organizationId, waiting.client)
  const { request } = waiting
  return { ...waiting, client, request: { ...request, scopes: allowable(request.scopes, client.scopes) } }
}
