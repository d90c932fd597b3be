import type { OAuthRedirect } from '../../../../contract/oauth.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { findVisible, requireDecider } from './accepter.ts'
import { errorRedirect } from './request.ts'

/** Refuses what an app asks for: the app is told `access_denied`. Writes nothing. Throws `not_found`, `gone`. */
export async function rejectAuthorization(
  deps: Deps,
  actor: Actor,
  challenge: string,
  { reason }: { reason?: string | undefined },
): Promise<OAuthRedirect> {
  requireDecider(actor)
  const { request } = await findVisible(deps, actor, challenge)
  return { redirectTo: errorRedirect(request.returns, 'access_denied', reason ?? 'The user did not allow it.') }
}
