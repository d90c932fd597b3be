import type { AcceptOAuthAuthorization, OAuthRedirect } from '../../../../contract/oauth.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid } from '../../../platform/errors.ts'
import { findSettings } from '../rows/settings-store.ts'
import { allowedBefore, findVisible, personOf, requireDecider, requireRecentSignIn, type Subject } from './accepter.ts'
import { chooseScopes } from './choose-scopes.ts'
import { allowable, mustAsk } from './consent.ts'
import { consentUrl } from './external-consent.ts'
import { giveCode } from './give-code.ts'
import { errorRedirect } from './request.ts'

/**
 * Allows what an app asks for: a person for themselves, a credential for a user of the host product. Only scopes that the actor holds can
 * be allowed; if there are none, the app is told `access_denied`. Returns where the browser has to go: back to the app, or to our
 * consent page, where the organization wants us to ask its users. Repeating it is safe. Throws `not_found`, `gone`, `invalid`.
 */
export async function acceptAuthorization(
  deps: Deps,
  actor: Actor,
  challenge: string,
  input: AcceptOAuthAuthorization,
): Promise<OAuthRedirect> {
  requireDecider(actor)
  const { organization } = actor
  const waiting = await findVisible(deps, actor, challenge)
  const { client, request } = waiting
  const subject = subjectOf(actor, input)
  await requireRecentSignIn(deps, actor, waiting)
  const held = allowable(request.scopes, actor.scopes)
  const scopes = chooseScopes(request.scopes, held, input.scopes)
  if (scopes.length === 0) {
    const description = 'Who was asked holds none of the scopes.'
    return { redirectTo: errorRedirect(request.returns, 'access_denied', description) }
  }
  if (subject.type === 'external' && (await findSettings(deps.db, organization.id)).consent === 'gatehouse') {
    const allowed = await allowedBefore(deps, organization.id, waiting, subject)
    if (mustAsk(client, request, scopes, allowed)) {
      return { redirectTo: await consentUrl(deps, waiting, organization, subject, scopes) }
    }
  }
  return giveCode(deps, waiting, { organizationId: organization.id, subject, scopes, actor })
}

function subjectOf(actor: Actor, { subject, subjectName }: AcceptOAuthAuthorization): Subject {
  const person = personOf(actor)
  if (person) {
    if (subject !== undefined) throw invalid('subject', 'must be left out: a person accepts for themselves')
    if (subjectName !== undefined) throw invalid('subjectName', 'must be left out: a person accepts for themselves')
    return person
  }
  if (subject === undefined) throw invalid('subject', 'is required: the id of the user in your product')
  return { type: 'external', id: subject, name: subjectName ?? subject }
}
