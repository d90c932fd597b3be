import { z } from 'zod'
import { MAX_NAME } from '../../../../contract/common.data.ts'
import { line, unique } from '../../../../contract/common.ts'
import { MAX_APP_KEYS, MAX_REDIRECT_URIS } from '../../../../contract/oauth.data.ts'
import { PublicKey, RedirectUri, WebUrl } from '../../../../contract/oauth.ts'
import type { ClientFacts } from './client-store.ts'

/** Clients write "nothing" as null or as an empty text too. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === null || value === '' ? undefined : value), schema.optional())

const METHODS = ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const
/** A document is public, so it cannot share a secret with us. */
const METHODS_OF_DOCUMENTS: readonly string[] = ['none', 'private_key_jwt']

const text = z.string().max(2000, 'is too long')
const names = z.array(text).max(20, 'must be at most 20')

/** Client metadata (RFC 7591, section 2). Members that mean nothing here are ignored. */
const Metadata = z.object({
  redirect_uris: z
    .array(RedirectUri, 'must be a list of URIs')
    .min(1, 'must name at least one URI')
    .max(MAX_REDIRECT_URIS, `must be at most ${MAX_REDIRECT_URIS}`)
    .refine(unique, 'must not name a URI twice'),
  token_endpoint_auth_method: optional(z.enum(METHODS, `must be one of ${METHODS.join(', ')}`)),
  grant_types: optional(names),
  response_types: optional(names),
  client_name: optional(line(MAX_NAME)),
  client_uri: optional(WebUrl),
  logo_uri: optional(WebUrl),
  policy_uri: optional(WebUrl),
  jwks: optional(z.object({ keys: z.array(z.unknown(), 'must be a list').max(50, 'must be at most 50') })),
  jwks_uri: optional(text),
})

/** Errors of RFC 7591, section 3.2.2. */
export type MetadataProblem = {
  code: 'invalid_redirect_uri' | 'invalid_client_metadata'
  description: string
}

export type ReadMetadata = { ok: true; facts: ClientFacts; jwksUri: string | null } | ({ ok: false } & MetadataProblem)

const refused = (description: string, code: MetadataProblem['code'] = 'invalid_client_metadata') =>
  ({ ok: false, code, description }) as const

/**
 * What an app says about itself, checked. `jwksUri`: where its keys are; the facts have none then.
 *
 * @param source a document (draft-ietf-oauth-client-id-metadata-document) or a registration (RFC 7591)
 */
export function readMetadata(value: unknown, source: 'document' | 'registration'): ReadMetadata {
  const parsed = Metadata.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const path = issue?.path.join('.') ?? ''
    const isRedirect = issue?.path[0] === 'redirect_uris'
    if (path === '') return refused('The metadata must be a JSON object.')
    return refused(
      `${path.slice(0, 60)} ${issue?.message ?? 'is invalid'}.`,
      isRedirect ? 'invalid_redirect_uri' : 'invalid_client_metadata',
    )
  }
  const { data } = parsed
  const { jwks, jwks_uri: jwksUri } = data
  if (data.grant_types && !data.grant_types.includes('authorization_code')) {
    return refused(
      'grant_types must contain authorization_code: it is the only way for apps that no organization made.',
    )
  }
  if (data.response_types && !data.response_types.includes('code')) {
    return refused('response_types must contain code.')
  }
  if (jwks && jwksUri !== undefined) return refused('jwks and jwks_uri must not both be there.')
  const authMethod = data.token_endpoint_auth_method ?? (jwks || jwksUri !== undefined ? 'private_key_jwt' : 'none')
  if (source === 'document') {
    const secret = ['client_secret', 'client_secret_expires_at'].find((name) => Object.hasOwn(Object(value), name))
    if (secret) return refused(`${secret} must not be in a document that anybody can read.`)
    if (!METHODS_OF_DOCUMENTS.includes(authMethod)) {
      return refused('token_endpoint_auth_method must be none or private_key_jwt: a document cannot share a secret.')
    }
  } else if (jwksUri !== undefined) {
    return refused(
      'jwks_uri is not supported: send the keys as jwks, or use the URL of a metadata document as client_id.',
    )
  }
  const wantsKeys = authMethod === 'private_key_jwt'
  const keys = wantsKeys && jwks ? readKeys(jwks.keys) : []
  if (typeof keys === 'string') return refused(`jwks ${keys}.`)
  if (wantsKeys && keys.length === 0 && jwksUri === undefined) {
    return refused('private_key_jwt needs public keys for signatures, as jwks or jwks_uri.')
  }
  return {
    ok: true,
    jwksUri: wantsKeys ? (jwksUri ?? null) : null,
    facts: {
      name: data.client_name ?? null,
      redirectUris: data.redirect_uris,
      authMethod,
      websiteUrl: data.client_uri ?? null,
      privacyPolicyUrl: data.policy_uri ?? null,
      logoUrl: data.logo_uri ?? null,
      publicKeys: keys,
    },
  }
}

/** The members of a JWK that matter here; a certificate chain would only make it long. */
const KEPT = ['kty', 'n', 'e', 'crv', 'x', 'y', 'kid', 'alg', 'use'] as const
const KeySet = z.object({ keys: z.array(z.unknown()) })
const AnyKey = z.object({ kty: z.string(), use: z.string().optional(), kid: z.string().max(200).optional() }).loose()

/**
 * The public keys for signatures in a list of JWKs, or what is wrong with it. Keys for encryption are left out. A symmetric
 * or private key makes the whole list invalid: whoever published it has made a mistake that is not ours to hide.
 */
export function readKeys(list: readonly unknown[]): ClientFacts['publicKeys'] | string {
  const keys: ClientFacts['publicKeys'] = []
  for (const one of list) {
    const any = AnyKey.safeParse(one)
    if (!any.success) return 'contains something that is not a JWK'
    if (any.data.kty === 'oct') return 'contains a symmetric key'
    if ('d' in any.data || 'k' in any.data) return 'contains a private key'
    if (any.data.use === 'enc') continue
    const kept = KEPT.flatMap((name) => (any.data[name] === undefined ? [] : [[name, any.data[name]]]))
    const key = PublicKey.safeParse(Object.fromEntries(kept))
    if (!key.success) return `contains a key that ${key.error.issues[0]?.message ?? 'is invalid'}`
    keys.push(key.data)
  }
  return keys.length > MAX_APP_KEYS ? `must have at most ${MAX_APP_KEYS} keys for signatures` : keys
}

/** The keys of a JWK set (RFC 7517, section 5), or what is wrong with it. */
export function readKeySet(value: unknown): ClientFacts['publicKeys'] | string {
  const parsed = KeySet.safeParse(value)
  return parsed.success ? readKeys(parsed.data.keys) : 'is not a JWK set'
}
