import type { Environment } from '../../../contract/api-keys.ts'
import type { Role } from '../../../contract/roles.data.ts'

export type OrganizationFacts = { id: string; name: string; plan: string }

/** The origin of a call, for the audit log. `requestId` is empty for work that no request caused. */
export type Caller = { ip: string | null; requestId: string }

/**
 * The actor of a call. Every verb takes an actor, checks its scopes (require-scope.ts), and limits every query to its
 * organization and environment (environment.ts). No type of actor bypasses these checks.
 */
export type Actor = Caller & {
  organization: OrganizationFacts
  scopes: readonly string[]
  /** The environment that the call named: it narrows what the actor reaches (environment.ts). */
  namedEnvironment?: Environment
} & (
    | { type: 'session'; sessionId: string; role: Role; user: { id: string; name: string; email: string } }
    /** `above`: for a child key, the ids of the keys above it, the top one first. `ownerId`: as the key names it. */
    | {
        type: 'api_key'
        keyId: string
        name: string
        environment: Environment
        above?: readonly string[]
        ownerId?: string | null
      }
    /**
     * An access token of an OAuth app; `name` is the app's. `expiresAt`: of the token, ms since 1970. `subject`: who allowed
     * the app.
     */
    | {
        type: 'oauth_token'
        grantId: string
        appId: string
        name: string
        environment: Environment
        expiresAt: number
        subject?: { type: 'person' | 'external' | 'app'; id: string }
      }
    /** An incoming webhook, as the creator of what its requests create. */
    | { type: 'incoming'; incomingId: string; name: string; environment: Environment }
    /** A job, or another Worker of the account. It has explicit scopes like every other actor. */
    | { type: 'system'; name: string }
  )

/** A user who is signed in to the dashboard. */
export type Person = Extract<Actor, { type: 'session' }>

export type SystemActor = Extract<Actor, { type: 'system' }>

/**
 * The organization of a system actor that acts for the whole installation. No row has this id, so a query by it finds
 * nothing: a verb that serves all organizations has to check for it explicitly.
 */
export const EVERY_ORGANIZATION: OrganizationFacts = { id: '*', name: '', plan: '' }

/**
 * An actor for a job or another internal caller. `scopes` are exactly those that its verbs need. `name` appears in the
 * audit log. If only the organization's id is known, its name and plan are empty.
 */
export function systemActor(
  name: string,
  { id, name: organizationName = '', plan = '' }: { id: string; name?: string; plan?: string },
  scopes: readonly string[],
  { ip, requestId }: Caller = { ip: null, requestId: '' },
): SystemActor {
  return { type: 'system', name, organization: { id, name: organizationName, plan }, scopes, ip, requestId }
}

/** The actor's id for the audit log. */
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

/** The actor's name for the audit log and for "created by". */
export const actorName = (actor: Actor): string => (actor.type === 'session' ? actor.user.name : actor.name)

/**
 * The id of whoever owns a credential, in the host product or here: what the key names as its owner, or who allowed the app.
 * Null if nobody is named.
 */
export function ownerOfActor(actor: Actor): string | null {
  if (actor.type === 'api_key') return actor.ownerId ?? null
  if (actor.type === 'oauth_token') return actor.subject?.id ?? null
  return actor.type === 'session' ? actor.user.id : null
}
