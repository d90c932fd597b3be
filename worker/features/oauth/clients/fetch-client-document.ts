import { fetchJson } from '../../../platform/outbound/fetch-json.ts'
import type { TargetPolicy } from '../../../platform/outbound/target-url.ts'
import { readKeySet, readMetadata } from './client-metadata.ts'
import type { ClientFacts } from './client-store.ts'

/** What the draft recommends (section "Maximum Response Size"). Of keys, more are accepted: certificates make them long. */
const MAX_DOCUMENT_BYTES = 5 * 1024
const MAX_KEYS_BYTES = 20 * 1024
/** For the document and its keys together, ms. */
const TIMEOUT_MS = 10_000
const USER_AGENT = 'Gatehouse-OAuth/1'

/** How long a copy is used, ms: as the server says, within these bounds. */
const FRESH_MS = { min: 5 * 60_000, unsaid: 60 * 60_000, max: 24 * 60 * 60_000 }

/** A longer client ID is unknown. */
const MAX_URL = 1000

/**
 * Whether a client ID is the URL of a metadata document: https with a path, in the form in which a URL parser writes it, so
 * without dot segments. In local development the server may be on this machine without TLS.
 */
export function isDocumentUrl(clientId: string, local: boolean): boolean {
  if (clientId.length > MAX_URL || !/^https?:\/\//.test(clientId) || !URL.canParse(clientId)) return false
  const { href, protocol, pathname, username, password } = new URL(clientId)
  if (href !== clientId || clientId.includes('#') || username !== '' || password !== '' || pathname === '/')
    return false
  return protocol === 'https:' || local
}

/** `final`: the answer itself is wrong, so it is not a client; otherwise its server cannot be reached now. */
export type FetchedDocument =
  | { ok: true; facts: ClientFacts; freshMs: number }
  | { ok: false; final: boolean; message: string }

/**
 * Fetches a client ID metadata document and the keys that it names
 * (draft-ietf-oauth-client-id-metadata-document, section "Client Information Discovery"). Never throws.
 */
export async function fetchClientDocument(clientId: string, policy: TargetPolicy): Promise<FetchedDocument> {
  const startedAt = Date.now()
  const bounds = { timeoutMs: TIMEOUT_MS, userAgent: USER_AGENT }
  const document = await fetchJson(clientId, policy, { ...bounds, maxBytes: MAX_DOCUMENT_BYTES })
  if (!document.ok) return document
  const wrong = (message: string) => ({ ok: false, final: true, message }) as const
  const { value, headers } = document
  const named = typeof value === 'object' && value !== null && 'client_id' in value ? value.client_id : undefined
  if (named !== clientId) return wrong('Its client_id is not exactly the URL at which it is.')
  const read = readMetadata(value, 'document')
  if (!read.ok) return wrong(read.description)
  const { facts, jwksUri } = read
  if (jwksUri === null) return { ok: true, facts, freshMs: freshMsOf(headers) }
  if (URL.parse(jwksUri)?.origin !== new URL(clientId).origin) return wrong('Its jwks_uri is of another origin.')
  const timeoutMs = Math.max(1, TIMEOUT_MS - (Date.now() - startedAt))
  const set = await fetchJson(jwksUri, policy, { ...bounds, timeoutMs, maxBytes: MAX_KEYS_BYTES })
  if (!set.ok) return { ...set, message: `jwks_uri: ${set.message}` }
  const publicKeys = readKeySet(set.value)
  if (typeof publicKeys === 'string') return wrong(`jwks_uri: it ${publicKeys}.`)
  if (publicKeys.length === 0) return wrong('jwks_uri: it has no key for signatures.')
  return {
    ok: true,
    facts: { ...facts, publicKeys },
    freshMs: Math.min(freshMsOf(headers), freshMsOf(set.headers)),
  }
}

/** How long a copy may be used (RFC 9111, section 4.2.1), within our bounds. */
export function freshMsOf(headers: Headers): number {
  const directives = headers.get('cache-control')?.toLowerCase() ?? ''
  if (/(?:^|[\s,])no-(?:store|cache)\b/.test(directives)) return FRESH_MS.min
  const [, seconds] =
    /(?:^|[\s,])s-maxage="?(\d{1,10})/.exec(directives) ?? /(?:^|[\s,])max-age="?(\d{1,10})/.exec(directives) ?? []
  if (seconds === undefined) return FRESH_MS.unsaid
  const age = Number(/^\d{1,10}$/.exec(headers.get('age') ?? '')?.[0] ?? 0)
  return Math.min(FRESH_MS.max, Math.max(FRESH_MS.min, (Number(seconds) - age) * 1000))
}
