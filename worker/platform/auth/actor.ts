import type { Environment } from '../../../contract/api-keys.ts'
import type { Role } from '../../../contract/scopes.ts'

export type OrganizationFacts = { id: string; name: string; plan: string }

/** Where a call came from, for the audit log. `requestId` may be empty for work that no request asked for. */
export type Caller = { ip: string | null; requestId: string }

/**
 * Whoever acts. Every verb takes an actor, checks its scopes (require-scope.ts), and limits every query to its
 * organization and environment (environment.ts). No kind of actor bypasses these checks.
 */
export type Actor = Caller & {
  organization: OrganizationFacts
  scopes: readonly string[]
  /** The one environment that the call named: it narrows what the actor reaches (environment.ts). */
  namedEnvironment?: Environment
} & (
    | { type: 'session'; sessionId: string; role: Role; user: { id: string; name: string; email: string } }
    | { type: 'api_key'; keyId: string; name: string; environment: Environment }
    /** An access token of an OAuth app; `name` is the app's. */
    | { type: 'oauth_token'; grantId: string; name: string; environment: Environment }
    /** An incoming webhook, for what a request to it creates. */
    | { type: 'incoming'; incomingId: string; name: string; environment: Environment }
    /** A job, or another Worker of the account. It states its scopes like everybody else. */
    | { type: 'system'; name: string }
  )

/** A person who is signed in to the dashboard. */
export type Person = Extract<Actor, { type: 'session' }>

export type SystemActor = Extract<Actor, { type: 'system' }>

/**
 * The organization of a system actor that acts for the whole installation. No row has this id, so a query by it finds
 * nothing: a verb that serves all organizations has to look for it explicitly.
 */
export const EVERY_ORGANIZATION: OrganizationFacts = { id: '*', name: '', plan: '' }

/**
 * An actor for a job or another internal caller. `scopes` are exactly those that its verbs need. `name` stands in the
 * audit log. Where only the id of the organization is known, its name and plan are empty.
 */
export function systemActor(
  name: string,
  { id, name: organizationName = '', plan = '' }: { id: string; name?: string; plan?: string },
  scopes: readonly string[],
  { ip, requestId }: Caller = { ip: null, requestId: '' },
): SystemActor {
  return { type: 'system', name, organization: { id, name: organizationName, plan }, scopes, ip, requestId }
}

/** The id that stands in the audit log. */
export function actorId(actor: Actor): string {
  switch (actor.type) {
    case 'session':
      return actor.user.id
    case 'api_key':
      return actor.keyId
    case 'oauth_token':
      return actor.grantId
    case 'incoming':
      return actor.incomingId
    case 'system':
      return 'system'
  }
}

/** The name that people see in the audit log and in "created by". */
export const actorName = (actor: Actor): string => (actor.type === 'session' ? actor.user.name : actor.name)
