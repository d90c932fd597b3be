import { OAUTH_ACCESS_SECONDS } from '../../../../contract/oauth.data.ts'
import { type AuditEntry, auditRow } from '../../../platform/audit/audit-row.ts'
import { type Actor, actorName } from '../../../platform/auth/actor.ts'
import { runBatchCounting, type Statement } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { closeStreams } from '../../event-logs/live/live-feed-client.ts'
import { refreshAppGuards } from '../guard/app-guard.ts'
import { refreshGrantGuard } from '../guard/grant-guard.ts'
import { grantGuardName } from '../guard/guard-names.ts'
import { endFamilyRow, markTokenRevoked } from '../rows/family-store.ts'
import {
  addEnded,
  bumpAppVersion,
  findGuardFacts,
  type GrantFilter,
  listActiveGrants,
  revokeGrantRows,
  revokeIfNothingIsLeft,
} from '../rows/grant-store.ts'

/** With more grants than these, their guards are told by that of their app. */
const MAX_TOLD = 20
const MAX_APPS_OF_A_PERSON = 500

/** An access token of something that ends could be valid for so long, ms. A minute more, for clocks. */
const COULD_BE_VALID_MS = (OAUTH_ACCESS_SECONDS + 60) * 1000

type GrantKey = { organizationId: string; appId: string; id: string }

/** A revocation is stored, but not every guard has followed yet. */
export const notConfirmed = () =>
  new Refusal({
    kind: 'unavailable',
    code: 'not_confirmed',
    detail: 'It is revoked, but not yet confirmed everywhere. Send the request again to be sure.',
  })

/**
 * Revokes the active grants that a filter finds, and answers when no call with a token of them is admitted any more.
 * Returns how many there were. `by`: who did it, for lists, if that is not the actor.
 *
 * @throws Refusal `not_confirmed` (503) if a guard cannot be reached: it is safe to repeat.
 */
export async function endGrants(
  deps: Deps,
  filter: GrantFilter,
  { actor, by }: { actor: Actor; by?: string },
): Promise<number> {
  const { db, now, guards } = deps
  const { organizationId, appId } = filter
  const found = await listActiveGrants(db, filter, appId === undefined ? MAX_APPS_OF_A_PERSON : MAX_TOLD + 1)
  const [first] = found
  if (!first) return 0
  const byApp = appId !== undefined && found.length > MAX_TOLD
  const entry: AuditEntry = {
    action: 'oauth_grant.revoked',
    target: { type: 'oauth_app', id: first.appId, name: first.appName },
    before: byApp ? { everybody: true } : { subjects: found.map(({ subjectName }) => subjectName) },
    after: null,
  }
  // Exactly those whose guards are told below: a grant that is allowed at the same time stays.
  const ids = byApp ? null : found.map(({ id }) => id)
  const [revoked = 0] = await runBatchCounting(db, [
    revokeGrantRows(db, filter, ids, by ?? actorName(actor), now),
    auditRow(actor, entry, now),
    ...(byApp ? [bumpAppVersion(organizationId, appId)] : []),
  ])
  const told = byApp
    ? [await refreshAppGuards(guards, { organizationId, id: appId }, 0, true)]
    : await Promise.all(
        found.map(({ reference, version }) => refreshGrantGuard(guards, grantGuardName(reference), version + 1, true)),
      )
  await Promise.all(
    byApp
      ? [closeStreams(deps.feeds, organizationId, { app: appId })]
      : found.map(({ id }) => closeStreams(deps.feeds, organizationId, { grant: id })),
  )
  if (!told.every(Boolean)) throw notConfirmed()
  return revoked
}

/**
 * Ends a family: its code, its refresh token and all access tokens that came from it. `compromised`: a code or a refresh
 * token of it was used twice, so the grant is revoked too, unless it has another family.
 */
export async function endFamily(
  deps: Deps,
  family: { organizationId: string; appId: string; id: string; grantId: string; name: string },
  { reason, compromised, more = [] }: { reason: string; compromised: boolean; more?: Statement[] },
): Promise<void> {
  const { organizationId, appId, grantId, name } = family
  const grant = { organizationId, appId, id: grantId }
  const { now } = deps
  const last = compromised ? [revokeIfNothingIsLeft(grant, reason, now)] : []
  await runBatchCounting(deps.db, [
    endFamilyRow(family, reason, now),
    ...more,
    addEnded(grant, name, now + COULD_BE_VALID_MS, now),
    ...last,
  ])
  await confirmGrant(deps, grant)
}

/** Revokes a single access token. */
export async function endAccessToken(
  deps: Deps,
  token: { organizationId: string; appId: string; id: string; grantId: string; serial: string },
  more: Statement[] = [],
): Promise<void> {
  const { organizationId, appId, grantId, serial } = token
  const grant = { organizationId, appId, id: grantId }
  await runBatchCounting(deps.db, [
    markTokenRevoked(token, deps.now),
    ...more,
    addEnded(grant, serial, deps.now + COULD_BE_VALID_MS, deps.now),
  ])
  await confirmGrant(deps, grant)
}

/**
 * Answers when the guard of a grant follows the state in the database, also where another request wrote it.
 *
 * @throws Refusal `not_confirmed` (503) if the guard cannot be reached: it is safe to repeat.
 */
export async function confirmGrant(deps: Deps, grant: GrantKey): Promise<void> {
  const facts = await findGuardFacts(deps.db, grant)
  if (!facts) return
  const name = grantGuardName(facts.reference)
  await closeStreams(deps.feeds, grant.organizationId, { grant: grant.id })
  if (!(await refreshGrantGuard(deps.guards, name, facts.version, true))) throw notConfirmed()
}
