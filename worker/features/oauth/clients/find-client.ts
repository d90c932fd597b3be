import type { OAuthAppSource, OAuthAppStatus, OAuthAppType, OAuthGrantType } from '../../../../contract/oauth.data.ts'
import type { Deps } from '../../../platform/deps.ts'
import { type AppRow, findOwnApp } from './client-store.ts'

/** What the protocol needs to know of a client, wherever its facts come from. */
export type Client = {
  clientId: string
  source: OAuthAppSource
  /** Its row; null: an app that no organization made. It gets one in the organization of whoever allows it. */
  app: AppRow | null
  /** The organization that made it; null: none did. */
  organizationId: string | null
  name: string
  description: string
  type: OAuthAppType
  status: OAuthAppStatus
  environment: 'live' | 'test'
  redirectUris: readonly string[]
  /** All that it may ask for; null: anything. */
  scopes: readonly string[] | null
  grantTypes: readonly OAuthGrantType[]
  requirePkce: boolean
  maxDays: number
  logoUrl: string | null
  websiteUrl: string | null
  privacyPolicyUrl: string | null
  verified: boolean
  createdBy: string | null
  /** Public keys with which it signs its requests (private_key_jwt). */
  publicKeys: readonly { kty: string; [member: string]: unknown }[]
  /** Its hashed secrets; `until`: when the one before ends, ms; null: the current one. */
  secrets: readonly { hash: Uint8Array; pepperVersion: number; until: number | null }[]
}

function secretsOf(app: AppRow): Client['secrets'] {
  const { secretHash, pepperVersion, previousHash, previousPepperVersion, previousUntil } = app
  const current = secretHash && pepperVersion !== null ? [{ hash: secretHash, pepperVersion, until: null }] : []
  return previousHash && previousPepperVersion !== null && previousUntil !== null
    ? [...current, { hash: previousHash, pepperVersion: previousPepperVersion, until: previousUntil }]
    : current
}

const ofApp = (app: AppRow): Client => ({
  clientId: app.clientId,
  source: app.source,
  app,
  organizationId: app.organizationId,
  name: app.name,
  description: app.description,
  type: app.type,
  status: app.status,
  environment: app.environment,
  redirectUris: app.redirectUris,
  scopes: app.scopes,
  grantTypes: app.grantTypes,
  requirePkce: app.requirePkce === 1,
  maxDays: app.maxDays,
  logoUrl: app.logoUrl,
  websiteUrl: app.websiteUrl,
  privacyPolicyUrl: app.privacyPolicyUrl,
  verified: app.verified === 1,
  createdBy: app.createdBy,
  publicKeys: app.publicKeys,
  secrets: secretsOf(app),
})

/** A longer client ID is unknown. */
const MAX_CLIENT_ID = 1000

/**
 * The client with this ID; null if there is none. `redirectUri`: one that the client has just used; if a stored copy of
 * its metadata document does not have it, the document is fetched again.
 */
export async function findClient(
  deps: Deps,
  clientId: string,
  { redirectUri: _redirectUri }: { redirectUri?: string } = {},
): Promise<Client | null> {
  if (clientId === '' || clientId.length > MAX_CLIENT_ID) return null
  const app = await findOwnApp(deps.db, clientId)
  return app ? ofApp(app) : null
}
