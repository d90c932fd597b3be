import { OAUTH_CODE_SECONDS } from '../../../../contract/oauth.data.ts'
import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { runBatchCounting } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, Refusal } from '../../../platform/errors.ts'
import { newId } from '../../../platform/lib/ids.ts'
import { codeOf } from '../format/code.ts'
import { refreshGrantGuard } from '../guard/grant-guard.ts'
import { grantGuardName } from '../guard/guard-names.ts'
import { findAccepted, insertFamily } from '../rows/family-store.ts'
import { allowScopes, findActiveGrant, hasTooManyScopes } from '../rows/grant-store.ts'
import { newGrant } from './new-grant.ts'

/** What somebody allowed. */
export type Allowed = {
  organizationId: string
  app: { id: string; clientId: string; environment: 'live' | 'test'; name: string; maxDays: number }
  subject: { type: 'person' | 'external'; id: string; name: string }
  scopes: readonly string[]
  /** The only resource that tokens of it are for (RFC 8707); null: all. */
  resource: string | null
  redirectUri: string
  /** Whether the request named it: then the token request has to repeat it. */
  redirectNamed: boolean
  codeChallenge: string | null
  /** The random id of the authorization request. */
  requestId: string
  /** Who is entered in the audit log. */
  actor: Actor
}

/**
 * Gives an app a code for what was allowed: creates the grant of the subject, or widens it, and a family. Allowing the
 * same request again gives the same code and changes nothing. Answers when calls with the scopes are admitted.
 */
export async function allow(deps: Deps, allowed: Allowed): Promise<{ code: string }> {
  const { db, config, now, guards } = deps
  const { organizationId, app, subject, requestId } = allowed
  const before = await findAccepted(db, requestId)
  if (before) return { code: codeUnder(deps, before.pepperVersion, before.environment, requestId) }
  const [pepper] = config.peppers
  if (!pepper) throw new Error('no pepper configured')
  const { key: code, reference, hash, pepperVersion } = codeOf(pepper, app.environment, requestId)
  const known = { subjectType: subject.type, subject: subject.id }
  const grant = newGrant(
    {
      ...known,
      organizationId,
      appId: app.id,
      environment: app.environment,
      subjectName: subject.name,
      scopes: [...allowed.scopes],
    },
    now,
  )
  const entry: AuditEntry = {
    action: 'oauth_grant.allowed',
    target: { type: 'oauth_app', id: app.id, name: app.name },
    before: null,
    after: { subject: subject.name, scopes: allowed.scopes },
  }
  const statements = [
    allowScopes(grant),
    insertFamily(
      {
        organizationId,
        appId: app.id,
        id: newId('tok', now),
        environment: app.environment,
        reference,
        requestId,
        scopes: [...allowed.scopes],
        resource: allowed.resource,
        redirectUri: allowed.redirectUri,
        redirectNamed: allowed.redirectNamed ? 1 : 0,
        codeChallenge: allowed.codeChallenge,
        codeHash: hash,
        codePepperVersion: pepperVersion,
        codeExpiresAt: now + OAUTH_CODE_SECONDS * 1000,
        absoluteUntil: now + app.maxDays * 86_400_000,
        createdAt: now,
      },
      known,
    ),
    auditRow(allowed.actor, entry, now),
  ]
  let isFirst = true
  try {
    const [, inserted] = await runBatchCounting(db, statements)
    isFirst = inserted === 1
  } catch (error) {
    if (!hasTooManyScopes(error)) throw error
    throw conflict(
      'too_many_scopes',
      'The app was allowed too many different scopes. Revoke its access, then allow it again.',
    )
  }
  const active = await findActiveGrant(db, organizationId, app.id, known)
  if (!active) throw conflict('changed_meanwhile', 'The access was revoked at the same time. Start again.')
  // A guard that is awake has the scopes from before. Wider scopes endanger nothing, so leases need not end first.
  if (!(await refreshGrantGuard(guards, grantGuardName(active.reference), active.version, false))) {
    throw new Refusal({
      kind: 'unavailable',
      code: 'not_confirmed',
      detail: 'It could not be confirmed that the access is in effect. Send the request again.',
    })
  }
  if (isFirst) return { code }
  // Another call accepted the same request at the same time, perhaps with another pepper.
  const stored = await findAccepted(db, requestId)
  if (!stored) throw conflict('changed_meanwhile', 'The access was revoked at the same time. Start again.')
  return { code: codeUnder(deps, stored.pepperVersion, stored.environment, requestId) }
}

/** The code of a request that was accepted before. */
function codeUnder({ config }: Deps, version: number, environment: 'live' | 'test', requestId: string): string {
  const pepper = config.peppers.find((one) => one.version === version)
  if (!pepper) throw conflict('changed_meanwhile', 'The secrets of this service changed meanwhile. Start again.')
  return codeOf(pepper, environment, requestId).key
}
