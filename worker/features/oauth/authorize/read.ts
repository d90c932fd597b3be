import type { OAuthAuthorization } from '../../../../contract/oauth.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { allowedBefore, findVisible, mustSignIn, personOf, requireDecider } from './accepter.ts'
import { allowable, mustAsk } from './consent.ts'
import { describeScopes } from './describe-scopes.ts'
import { presentAuthorization } from './present.ts'

/** What an app asks for. Writes nothing. Throws `not_found`, `gone`. */
export async function readAuthorization(deps: Deps, actor: Actor, challenge: string): Promise<OAuthAuthorization> {
  requireDecider(actor)
  const { organization } = actor
  const waiting = await findVisible(deps, actor, challenge)
  const { client, request } = waiting
  const held = allowable(request.scopes, actor.scopes)
  const person = personOf(actor)
  const allowed = person && (await allowedBefore(deps, organization.id, waiting, person))
  return presentAuthorization(waiting, {
    organization,
    subject: actor.type === 'session' ? { type: 'person', name: actor.user.name, email: actor.user.email } : null,
    scopes: await describeScopes(deps, organization, request.scopes),
    held,
    mustAsk: mustAsk(client, request, held, allowed),
    mustSignIn: await mustSignIn(deps, actor, waiting),
  })
}
