import type { LimitState } from '../../../contract/common.ts'
import type { Me } from '../../../contract/identity.ts'
import type { Actor } from '../../platform/auth/actor.ts'

/** The caller and its remaining limits. It needs no query, because authentication has read everything. */
export function whoAmI(actor: Actor, limits: LimitState[], credits: number | null): Me {
  const common = { scopes: [...actor.scopes], organization: actor.organization, limits, credits }
  switch (actor.type) {
    case 'session':
      return {
        credential: { type: 'session', id: actor.sessionId, name: actor.user.name, environment: null },
        user: actor.user,
        role: actor.role,
        ...common,
      }
    case 'api_key':
      return {
        credential: { type: 'api_key', id: actor.keyId, name: actor.name, environment: actor.environment },
        user: null,
        role: null,
        ...common,
      }
    case 'oauth_token':
      return {
        credential: { type: 'oauth_token', id: actor.grantId, name: actor.name, environment: actor.environment },
        user: null,
        role: null,
        ...common,
      }
    case 'incoming':
    case 'system':
      throw new Error('only people and credentials can ask who they are')
  }
}
