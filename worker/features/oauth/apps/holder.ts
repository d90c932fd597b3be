import type { Actor } from '../../../platform/auth/actor.ts'
import { forbidden } from '../../../platform/errors.ts'
import type { AppRow } from '../rows/app-store.ts'

type Holder = Pick<AppRow, 'holderType' | 'holderId'>

/**
 * Who answers for what an app does by itself: its creator, or whoever changed its scopes last. Throws `forbidden` for an
 * actor that cannot: what an access token or a child key made would outlive its own end.
 */
export function holderOf(actor: Actor): Holder {
  switch (actor.type) {
    case 'session':
      return { holderType: 'person', holderId: actor.user.id }
    case 'api_key':
      if (actor.above) throw forbidden('child_key', 'A child key cannot create or change OAuth apps.')
      return { holderType: 'key', holderId: actor.keyId }
    case 'system':
      return { holderType: 'system', holderId: '' }
    case 'oauth_token':
    case 'incoming':
      throw forbidden('holder_needed', 'An OAuth app is created and changed by a member or with an API key.')
  }
}

/** Only a person vouches for an app. Throws `forbidden`. */
export function requirePerson(actor: Actor): void {
  if (actor.type === 'session') return
  throw forbidden('session_needed', 'Only a signed-in member can mark an app as verified.')
}
