import type { PresentedCredential } from '../../../platform/auth/verifier.ts'
import { Refusal } from '../../../platform/errors.ts'
import { byToken } from '../../../platform/http/caller/authenticate.ts'
import { credentialOf } from '../../../platform/http/caller/credential.ts'
import { logUnderCredentialIn } from '../../../platform/http/caller/log-owner.ts'
import { organizationOfCredential } from '../../../platform/http/caller/organization-of-credential.ts'
import { type AppContext, callOf, depsOf } from '../../../platform/http/context.ts'
import { splitUrl } from '../../../platform/lib/split-url.ts'
import { isGatewayHost } from '../../../platform/own-host.ts'
import { organizationOfHost } from '../../gateway/hosts/organization-of-host.ts'

/** Who calls, before anything is charged. */
export type Caller = {
  organizationId: string
  /** Verifies the credential and charges it. Throws a refusal. */
  charge: (scopes: readonly string[], cost: number) => Promise<void>
}

/**
 * The organization of the credential of a call, which decides which tools there are. Sessions are not accepted: an agent uses a
 * credential of its own.
 *
 * @throws Refusal without a credential, and for one that no verifier knows
 */
export async function callerOf(c: AppContext): Promise<Caller> {
  const presented = credentialOf(c)
  if (presented === null) {
    throw new Refusal({
      kind: 'unauthenticated',
      code: 'credential_missing',
      detail: 'Send an API key or an access token as "Authorization: Bearer <...>".',
      credential: false,
    })
  }
  await refuseInQuery(c, presented)
  const deps = depsOf(c)
  const organizationId = await organizationOfCredential(deps, presented)
  const { host } = splitUrl(callOf(c).url)
  // On a host of an organization, credentials of others are unknown; on one that nobody has claimed, all are.
  const only = isGatewayHost(deps.config, host) ? ((await organizationOfHost(deps, host)) ?? 'nobody') : null
  if (organizationId === null || (only !== null && organizationId !== only)) {
    // Says why, and counts the attempt.
    await byToken(c, presented, [], { cost: 0, organizationId: only })
    throw unauthenticated('credential_unknown', 'This credential is not known here.')
  }
  return {
    organizationId,
    charge: (scopes, cost) => byToken(c, presented, [...scopes], { cost, organizationId }),
  }
}

/** MCP, authorization: a token must not be in the query, where logs and histories keep it. Keys neither, whatever the settings. */
async function refuseInQuery(c: AppContext, { from, whole }: PresentedCredential): Promise<void> {
  if (from !== 'query') return
  callOf(c).asked = true
  await logUnderCredentialIn(c, whole)
  throw unauthenticated(
    'query_key_not_allowed',
    'Send the credential as "Authorization: Bearer <...>", never in the address.',
  )
}

const unauthenticated = (code: 'credential_unknown' | 'query_key_not_allowed', detail: string) =>
  new Refusal({ kind: 'unauthenticated', code, detail, credential: true })
