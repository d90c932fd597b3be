import { runBatch } from '../../../../platform/db/client.ts'
import type { Deps } from '../../../../platform/deps.ts'
import { randomBase62 } from '../../../../platform/lib/crypto/crypto.ts'
import { DAY_MS } from '../../../../platform/lib/time/time.ts'
import { findSecrets } from '../../../../platform/redaction/secret-finders.ts'
import { requireTrustedSecrets } from '../../../../platform/secrets/check-secrets.ts'
import { issueSecret } from '../../format/secrets.ts'
import { OAuthError } from '../../protocol/oauth-error.ts'
import { readText } from '../../protocol/read-form.ts'
import { isRegistrationOpen } from '../../rows/settings-store.ts'
import { countRegistration } from '../anonymous-limits.ts'
import { readMetadata } from '../client-metadata.ts'
import { writeForeignClient } from '../client-store.ts'
import { REGISTRATION_PREFIX } from '../find-client.ts'

const CLIENT_ID_LENGTH = 24
/** A registration that nobody has allowed for so long ends, ms. */
const UNUSED_MS = 30 * DAY_MS

/** The answer to a registration (RFC 7591, section 3.2.1). What is not set is left out. */
export type Registration = {
  client_id: string
  client_id_issued_at: number
  client_secret?: string
  /** 0: it does not expire. */
  client_secret_expires_at?: 0
  redirect_uris: string[]
  token_endpoint_auth_method: string
  grant_types: string[]
  response_types: string[]
  client_name?: string
  client_uri?: string
  logo_uri?: string
  policy_uri?: string
  jwks?: { keys: object[] }
}

/**
 * Registers an app that asks for it (RFC 7591), if any organization allows that. It can do nothing until a member of such an
 * organization allows it something. Without a method it is a public app, since most that register run on the user's device.
 *
 * @param ip the address of the caller, for limits
 * @throws OAuthError
 */
export async function registerClient(deps: Deps, request: Request, ip: string | null): Promise<Registration> {
  const { config, db, now } = deps
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw invalidMetadata('Send the metadata as application/json.')
  const text = await readText(request)
  const wait = await countRegistration(deps, ip)
  if (wait !== null) {
    const retryAfterSeconds = Math.ceil(wait / 1000)
    throw new OAuthError('temporarily_unavailable', 'Too many apps register. Try again later.', { retryAfterSeconds })
  }
  if (!(await isRegistrationOpen(db))) {
    throw new OAuthError('unauthorized_client', 'Nobody here lets apps register themselves.')
  }
  const read = readMetadata(parsed(text), 'registration')
  if (!read.ok) throw new OAuthError(read.code, read.description)
  const { facts } = read
  const [secret] = findSecrets(config, facts)
  if (secret) throw invalidMetadata('It contains a secret of this service. Never send one here.')
  const needsSecret = facts.authMethod === 'client_secret_basic' || facts.authMethod === 'client_secret_post'
  if (needsSecret) await requireTrustedSecrets(deps)
  const issued = needsSecret ? issueSecret('clientSecret', 'live', config.peppers) : null
  const clientId = REGISTRATION_PREFIX + randomBase62(CLIENT_ID_LENGTH)
  await runBatch(
    db,
    writeForeignClient({
      clientId,
      source: 'registration',
      metadata: facts,
      secretHash: issued?.hash ?? null,
      pepperVersion: issued?.pepperVersion ?? null,
      createdAt: now,
      freshUntil: now + UNUSED_MS,
      usedAt: null,
    }),
  )
  return {
    client_id: clientId,
    client_id_issued_at: Math.floor(now / 1000),
    ...(issued && { client_secret: issued.key, client_secret_expires_at: 0 }),
    redirect_uris: facts.redirectUris,
    token_endpoint_auth_method: facts.authMethod,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    ...(facts.name !== null && { client_name: facts.name }),
    ...(facts.websiteUrl !== null && { client_uri: facts.websiteUrl }),
    ...(facts.logoUrl !== null && { logo_uri: facts.logoUrl }),
    ...(facts.privacyPolicyUrl !== null && { policy_uri: facts.privacyPolicyUrl }),
    ...(facts.publicKeys.length > 0 && { jwks: { keys: facts.publicKeys } }),
  }
}

const invalidMetadata = (description: string) => new OAuthError('invalid_client_metadata', description)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalidMetadata('The body is not JSON.')
  }
}
