import type { Role } from '../../../contract/scopes.ts'

export type OrganizationFacts = { id: string; name: string; plan: string }

/** Whoever acts: a person in the dashboard, or a key. Every verb takes it, and every query its organization. */
export type Actor = {
  organization: OrganizationFacts
  scopes: readonly string[]
  ip: string | null
  requestId: string
  /** The one environment that the call named: it narrows what the actor reaches (environment.ts). */
  namedEnvironment?: 'live' | 'test'
} & (
  | { type: 'session'; sessionId: string; role: Role; user: { id: string; name: string; email: string } }
  | { type: 'api_key'; keyId: string; name: string; environment: 'live' | 'test' }
  | { type: 'system'; name: string }
)

/** The id that stands in the audit log. */
export function actorId(actor: Actor): string {
  switch (actor.type) {
    case 'session':
      return actor.user.id
    case 'api_key':
      return actor.keyId
    case 'system':
      return 'system'
  }
}

/** How people are shown who did it. */
export const actorName = (actor: Actor): string => (actor.type === 'session' ? actor.user.name : actor.name)
