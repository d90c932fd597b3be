import type { OAuthAuthorization } from '../../../../contract/oauth.ts'
import type { ScopeInfo } from '../../../../contract/scopes.data.ts'
import { placeOf } from './redirect-uri.ts'
import type { Waiting } from './waiting.ts'

type Shown = Pick<OAuthAuthorization, 'organization' | 'subject' | 'mustAsk' | 'mustSignIn'> & {
  scopes: readonly ScopeInfo[]
  /** Those that can be allowed. */
  held: readonly string[]
}

/** An authorization that waits, as the API returns it. */
export function presentAuthorization({ client, request, expiresAt }: Waiting, shown: Shown): OAuthAuthorization {
  const { organization, subject, mustAsk, mustSignIn } = shown
  return {
    app: {
      id: client.app?.id ?? null,
      clientId: client.clientId,
      name: client.name,
      description: client.description,
      logoUrl: client.logoUrl,
      websiteUrl: client.websiteUrl,
      privacyPolicyUrl: client.privacyPolicyUrl,
      verified: client.verified,
      source: client.source,
      createdBy: client.createdBy,
      environment: client.environment,
    },
    organization: { id: organization.id, name: organization.name },
    subject,
    scopes: shown.scopes.map((info) => ({ ...info, held: shown.held.includes(info.scope) })),
    resource: request.resource,
    returnsTo: placeOf(request.returns.redirectUri),
    expiresAt: new Date(expiresAt).toISOString(),
    lastsDays: client.maxDays,
    mustAsk,
    mustSignIn,
    loginHint: request.loginHint,
  }
}
