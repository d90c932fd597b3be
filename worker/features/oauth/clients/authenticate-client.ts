import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { equalBytes } from '../../../platform/lib/crypto/crypto.ts'
import { fromBase64 } from '../../../platform/lib/crypto/encoding.ts'
import { readSecret } from '../format/secrets.ts'
import { OAuthError } from '../protocol/oauth-error.ts'
import { type Client, findClient, isDocumentId } from './find-client.ts'

/** RFC 7523, section 2.2. */
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** What a request says of its client. `by`: how it proves who it is. */
type Presented = {
  clientId: string
  by: 'basic' | 'post' | 'assertion' | 'none'
  secret: string
}

/**
 * Form-decoding (RFC 6749, appendix B); null if an escape is broken.
 */
function formDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return null
  }
}

const invalidClient = (description: string, byHeader = false) =>
  new OAuthError('invalid_client', description, { byHeader })

/** The client ID and secret of a Basic header (RFC 6749, section 2.3.1); null if there is no such header. */
function fromBasic(header: string | null): Presented | null {
  if (header === null || !/^basic(\s|$)/i.test(header)) return null
  const bytes = fromBase64(header.slice(5).trim())
  const text = bytes === null ? '' : new TextDecoder().decode(bytes)
  const at = text.indexOf(':')
  const clientId = at === -1 ? null : formDecoded(text.slice(0, at))
  const secret = at === -1 ? null : formDecoded(text.slice(at + 1))
  if (clientId === null || secret === null || clientId === '') {
    throw invalidClient('The Authorization header is malformed: encode client ID and secret, then base64.', true)
  }
  return { clientId, secret, by: 'basic' }
}

/** The client IDs and secrets that a request presents, right or wrong, for the log. */
export function presentedSecrets(request: Request, form: URLSearchParams): { clientId: string; secret: string }[] {
  const posted = { clientId: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' }
  try {
    const basic = fromBasic(request.headers.get('authorization'))
    return basic ? [basic, posted] : [posted]
  } catch {
    return [posted]
  }
}

async function presentedBy(request: Request, form: URLSearchParams): Promise<Presented> {
  const basic = fromBasic(request.headers.get('authorization'))
  const [secret, assertion] = [form.get('client_secret'), form.get('client_assertion')]
  const ways = [basic, secret, assertion].filter((one) => one !== null)
  // RFC 6749, section 2.3: one way at a time.
  if (ways.length > 1) throw new OAuthError('invalid_request', 'Send the credentials of the client in one way only.')
  const named = form.get('client_id')
  if (basic) {
    if (named !== null && named !== basic.clientId) {
      throw invalidClient('client_id differs from the client in the Authorization header.', true)
    }
    return basic
  }
  if (assertion !== null) {
    if (form.get('client_assertion_type') !== JWT_BEARER) {
      throw new OAuthError('invalid_request', `client_assertion_type must be ${JWT_BEARER}.`)
    }
    const clientId = await subjectOfAssertion(assertion)
    if (named !== null && named !== clientId)
      throw invalidClient('client_id differs from the subject of the assertion.')
    return { clientId, secret: assertion, by: 'assertion' }
  }
  if (named === null) throw invalidClient('The client does not say who it is: send client_id, or use HTTP Basic.')
  return secret === null ? { clientId: named, secret: '', by: 'none' } : { clientId: named, secret, by: 'post' }
}

/** The name of the key that signed an assertion, as far as it says so. */
async function keyIdOf(assertion: string): Promise<{ keyId?: string }> {
  const { keyIdOf: read } = await import('./client-assertion.ts')
  const keyId = read(assertion)
  return keyId === null ? {} : { keyId }
}

async function subjectOfAssertion(assertion: string): Promise<string> {
  const { subjectOf } = await import('./client-assertion.ts')
  const subject = subjectOf(assertion)
  if (subject === null) throw invalidClient('The client assertion is not a signed JWT with a subject.')
  return subject
}

/**
 * The client of a request to a protocol endpoint, by HTTP Basic, by parameters, by a signed assertion, or as a public
 * client by its ID alone.
 *
 * @throws OAuthError `invalid_client` (401) if it is unknown or cannot prove who it is, `unauthorized_client` if it is
 * disabled
 */
export async function authenticateClient(deps: Deps, request: Request, form: URLSearchParams): Promise<Client> {
  const presented = await presentedBy(request, form)
  const { by, clientId } = presented
  const byHeader = by === 'basic'
  // An app with a metadata document has no secret, so its document need not be fetched to refuse one.
  const isHopeless = (by === 'basic' || by === 'post') && isDocumentId(clientId)
  const used = {
    ...(by === 'assertion' && (await keyIdOf(presented.secret))),
    redirectUri: form.get('redirect_uri') ?? undefined,
    ip: request.headers.get('cf-connecting-ip'),
  }
  const client = isHopeless ? null : await lookUp(deps, clientId, used)
  if (!client) throw invalidClient('No client has this ID.', byHeader)
  const proven =
    by === 'assertion' ? await isAssertionValid(deps, client, presented) : isSecretRight(deps, client, presented)
  if (!proven) {
    throw invalidClient(
      by === 'none' ? 'This client has to prove who it is: send its secret.' : 'The client could not prove who it is.',
      byHeader,
    )
  }
  if (client.status === 'disabled') throw new OAuthError('unauthorized_client', 'This app is disabled.')
  return client
}

/**
 * The client with an ID. A client whose metadata document cannot be fetched now is not an unknown one: on `invalid_client` it
 * would register anew.
 */
async function lookUp(deps: Deps, clientId: string, used: Parameters<typeof findClient>[2]): Promise<Client | null> {
  try {
    return await findClient(deps, clientId, used)
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    const { error } = refusal
    if (error.kind !== 'unavailable' && error.kind !== 'rate_limited') throw refusal
    const retryAfterSeconds = error.kind === 'rate_limited' ? Math.ceil((error.retryAfterMs ?? 60_000) / 1000) : null
    throw new OAuthError('temporarily_unavailable', error.detail, { retryAfterSeconds })
  }
}

function isSecretRight({ config, now }: Deps, client: Client, { by, secret }: Presented): boolean {
  if (client.type === 'public') return by === 'none'
  const presented = by === 'none' ? null : readSecret('clientSecret', secret, config.peppers)
  if (!presented) return false
  // All are compared, so that the time is the same.
  return client.secrets.reduce(
    (found, { hash, pepperVersion, until }) =>
      (equalBytes(presented.hash, hash) && presented.pepperVersion === pepperVersion && (until ?? now + 1) > now) ||
      found,
    false,
  )
}

async function isAssertionValid(deps: Deps, client: Client, { secret }: Presented): Promise<boolean> {
  const { verifyAssertion } = await import('./client-assertion.ts')
  return verifyAssertion(deps, client, secret)
}
