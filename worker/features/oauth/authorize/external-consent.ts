import { OAUTH_CONSENT_PATH } from '../../../../contract/oauth.data.ts'
import type { AcceptOAuthConsent, OAuthAuthorization, OAuthRedirect } from '../../../../contract/oauth.ts'
import { type Caller, systemActor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { SEALED_EXTERNAL_CONSENT } from '../../../platform/lib/crypto/sealing-purposes.ts'
import type { Subject } from './accepter.ts'
import { openFromUrl, readChallenge, sealForUrl, writeChallenge } from './challenge.ts'
import { chooseScopes } from './choose-scopes.ts'
import { describeScopes } from './describe-scopes.ts'
import { giveCode } from './give-code.ts'
import { presentAuthorization } from './present.ts'
import { withParameters } from './redirect-uri.ts'
import { errorRedirect } from './request.ts'
import { checkWaiting, unknownAuthorization, type Waiting, waitingIn } from './waiting.ts'

// A user of the host product has no session here. Once the host has said who they are, a second challenge asks them: it contains the
// user and what the host lets them allow. It goes through their browser alone, so whoever has it is that user.

type Organization = { id: string; name: string }
type Written = [challenge: unknown, organization: [string, string], subject: [string, string], scopes: string[]]

/** The URL of the page that asks a user of the host product, who was signed in there. `scopes`: those that they can allow. */
export async function consentUrl(
  { config }: Pick<Deps, 'config'>,
  { challenge }: Waiting,
  organization: Organization,
  subject: Subject,
  scopes: string[],
): Promise<string> {
  const { id, name } = organization
  const written: Written = [writeChallenge(challenge), [id, name], [subject.id, subject.name], scopes]
  const text = await sealForUrl(config, SEALED_EXTERNAL_CONSENT, written)
  return withParameters(challenge.issuer + OAUTH_CONSENT_PATH, [['consent', text]])
}

type Asked = { waiting: Waiting; organization: Organization; subject: Subject; scopes: string[] }

async function findAsked(deps: Deps, text: string): Promise<Asked> {
  const opened = await openFromUrl(deps.config, SEALED_EXTERNAL_CONSENT, text)
  if (opened === null) throw unknownAuthorization()
  const [challenge, [id, name], [subjectId, subjectName], scopes] = opened as Written
  return {
    waiting: await waitingIn(deps, id, await checkWaiting(deps, readChallenge(challenge))),
    organization: { id, name },
    subject: { type: 'external', id: subjectId, name: subjectName },
    scopes,
  }
}

/** What an app asks a user of the host product for. Writes nothing. Throws `not_found`, `gone`. */
export async function readConsent(deps: Deps, text: string): Promise<OAuthAuthorization> {
  const { waiting, organization, subject, scopes } = await findAsked(deps, text)
  // Users of the host product need not know the members of its organization.
  const client = { ...waiting.client, createdBy: null }
  return presentAuthorization(
    { ...waiting, client },
    {
      organization,
      subject: { type: 'external', name: subject.name, email: null },
      scopes: await describeScopes(deps, organization, waiting.request.scopes),
      held: scopes,
      mustAsk: true,
      mustSignIn: false,
    },
  )
}

/** Allows it. Throws what `readConsent` throws, and `invalid` for a scope that cannot be allowed. */
export async function acceptConsent(
  deps: Deps,
  text: string,
  input: AcceptOAuthConsent,
  caller: Caller,
): Promise<OAuthRedirect> {
  const { waiting, organization, subject, scopes } = await findAsked(deps, text)
  return giveCode(deps, waiting, {
    organizationId: organization.id,
    subject,
    scopes: chooseScopes(waiting.request.scopes, scopes, input.scopes),
    actor: systemActor(subject.name, organization, [], caller),
  })
}

/** Refuses it. Writes nothing. */
export async function rejectConsent(deps: Deps, text: string): Promise<OAuthRedirect> {
  const { waiting } = await findAsked(deps, text)
  return { redirectTo: errorRedirect(waiting.request.returns, 'access_denied', 'The user did not allow it.') }
}
