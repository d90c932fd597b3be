import { type Actor, actorId, actorName } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { forbidden } from '../../../platform/errors.ts'
import { listOwnSessions } from '../../identity/sessions.ts'
import { findActiveGrant } from '../rows/grant-store.ts'
import { findWaiting, unknownAuthorization, type Waiting, waitingIn } from './waiting.ts'

/** For whom an authorization is accepted. */
export type Subject = { type: 'person' | 'external'; id: string; name: string }

/** Members decide for themselves. A credential decides for users of the host product, which is a right of its own. */
export function requireDecider(actor: Actor): void {
  if (actor.type !== 'session') requireScope(actor, 'oauth:authorize')
}

/** The member who is asked; null for a credential, which names its user when it accepts. */
export const personOf = (actor: Actor): Subject | null =>
  actor.type === 'session' ? { type: 'person', id: actorId(actor), name: actorName(actor) } : null

/**
 * The authorization that waits under a challenge, if the actor may see it: one of an app of its organization and environment, or of
 * an app that no organization made. Throws `not_found`, `gone`, and `forbidden` if the organization does not let the app in.
 */
export async function findVisible(deps: Deps, actor: Actor, text: string): Promise<Waiting> {
  const waiting = await findWaiting(deps, text)
  const { organizationId, environment } = reachOf(actor)
  const { client } = waiting
  const isOfOthers = client.organizationId !== null && client.organizationId !== organizationId
  if (isOfOthers || (environment !== null && client.environment !== environment)) throw unknownAuthorization()
  return waitingIn(deps, organizationId, waiting)
}

/**
 * Whether the app wants the person to sign in again (`prompt=login`), and they have not done so since it asked. For users of the host
 * product, the host has to see to that.
 */
export async function mustSignIn(deps: Deps, actor: Actor, { request, challenge }: Waiting): Promise<boolean> {
  if (!request.prompt.login || actor.type !== 'session') return request.prompt.login
  const current = (await listOwnSessions(deps, actor)).find((session) => session.current)
  return current === undefined || Date.parse(current.createdAt) < challenge.startedAt
}

export async function requireRecentSignIn(deps: Deps, actor: Actor, waiting: Waiting): Promise<void> {
  if (actor.type !== 'session' || !(await mustSignIn(deps, actor, waiting))) return
  throw forbidden('sign_in_again', 'The app wants you to sign in again before you allow it.')
}

/** The scopes that a subject has allowed an app; null if there is no active grant. */
export async function allowedBefore(
  { db }: Deps,
  organizationId: string,
  { client }: Waiting,
  subject: Subject,
): Promise<readonly string[] | null> {
  if (!client.app) return null
  const known = { subjectType: subject.type, subject: subject.id }
  return (await findActiveGrant(db, organizationId, client.app.id, known))?.scopes ?? null
}
