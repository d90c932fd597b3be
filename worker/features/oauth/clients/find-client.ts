import { MAX_NAME } from '../../../../contract/common.data.ts'
import {
  OAUTH_MAX_DAYS,
  type OAuthAppSource,
  type OAuthAppStatus,
  type OAuthAppType,
  type OAuthGrantType,
} from '../../../../contract/oauth.data.ts'
import type { Deps } from '../../../platform/deps.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { type AppRow, type ForeignRow, findForeignClient, findOwnApp } from './client-store.ts'
import type { UsedByClient } from './find-document.ts'

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
  publicKeys: AppRow['publicKeys']
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

/** A client as it says itself that it is. It has a row only in organizations whose members allowed it. */
function ofForeign({ clientId, source, metadata, secretHash, pepperVersion }: ForeignRow): Client {
  const { name, redirectUris, authMethod, logoUrl, websiteUrl, privacyPolicyUrl, publicKeys } = metadata
  return {
    clientId,
    source,
    app: null,
    organizationId: null,
    name: name ?? placeOf(clientId, redirectUris),
    description: '',
    type: authMethod === 'none' ? 'public' : 'confidential',
    status: 'active',
    environment: 'live',
    redirectUris,
    scopes: null,
    grantTypes: ['authorization_code'],
    requirePkce: true,
    maxDays: OAUTH_MAX_DAYS.default,
    logoUrl,
    websiteUrl,
    privacyPolicyUrl,
    verified: false,
    createdBy: null,
    publicKeys,
    secrets: secretHash && pepperVersion !== null ? [{ hash: secretHash, pepperVersion, until: null }] : [],
  }
}

/** What to call an app that does not say its name: the host of its document, or where it returns to. */
function placeOf(clientId: string, [redirectUri = '']: readonly string[]): string {
  const url = URL.parse(clientId) ?? URL.parse(redirectUri)
  return (url?.host || url?.protocol.slice(0, -1) || clientId).slice(0, MAX_NAME)
}

/** A longer client ID is unknown. */
const MAX_CLIENT_ID = 1000

/** Beginning of the client IDs of registrations. No other client ID begins like this. */
export const REGISTRATION_PREFIX = 'gh_dyn_'

/** Whether a client ID can only be the URL of a metadata document. */
export const isDocumentId = (clientId: string): boolean => /^https?:/.test(clientId)

const documents = loadOnce(() => import('./find-document.ts'))

/**
 * The client with this ID; null if there is none. `redirectUri`, `keyId`: what the client has just used; if the copy of its
 * metadata document does not have it, the document is fetched again. `ip`: the address of the caller, for limits.
 *
 * @throws Refusal `unavailable`, `rate_limited` if its metadata document is needed and cannot be fetched now
 */
export async function findClient(deps: Deps, clientId: string, used: UsedByClient = {}): Promise<Client | null> {
  if (clientId === '' || clientId.length > MAX_CLIENT_ID) return null
  if (isDocumentId(clientId)) {
    const { findDocument } = await documents()
    const row = await findDocument(deps, clientId, used)
    return row && ofForeign(row)
  }
  if (clientId.startsWith(REGISTRATION_PREFIX)) {
    const row = await findForeignClient(deps.db, clientId)
    const isOver = !row || (row.usedAt === null && row.freshUntil <= deps.now)
    return isOver || row.source !== 'registration' ? null : ofForeign(row)
  }
  const app = await findOwnApp(deps.db, clientId)
  return app ? ofApp(app) : null
}
