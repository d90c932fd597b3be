import { type Actor, actorId, actorName, ownerOfActor } from '../../../platform/auth/actor.ts'
import { environmentToTell } from '../../../platform/auth/environment.ts'

/** How long a signed identity is valid, seconds. */
export const IDENTITY_SECONDS = 60

export type IdentityFacts = {
  actor: Actor
  /** The origin under which the caller reached us. */
  issuer: string
  /** The origin of the upstream, or `service:NAME`. */
  audience: string
  /** The id of the route. */
  route: string
}

/**
 * What an upstream is told about a caller, as claims of a JWT (RFC 7519). `now`: ms since 1970. It does not name the call: calls of
 * the same caller within some seconds share a token, so there is no `jti` either.
 */
export function identityClaims(facts: IdentityFacts, now: number) {
  const { actor, issuer, audience, route } = facts
  const issuedAt = Math.floor(now / 1000)
  return {
    iss: issuer,
    aud: audience,
    sub: actorId(actor),
    iat: issuedAt,
    exp: issuedAt + IDENTITY_SECONDS,
    type: actor.type,
    name: actorName(actor),
    organizationId: actor.organization.id,
    environment: environmentToTell(actor),
    scope: actor.scopes.join(' '),
    ownerId: ownerOfActor(actor),
    ...credentialClaims(actor),
    route,
  }
}

function credentialClaims(actor: Actor) {
  if (actor.type === 'api_key') return { keyId: actor.keyId }
  if (actor.type !== 'oauth_token') return {}
  return {
    appId: actor.appId,
    grantId: actor.grantId,
    ...(actor.subject && { subjectType: actor.subject.type }),
  }
}
