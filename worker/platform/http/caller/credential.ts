import type { Context } from 'hono'
import type { PresentedCredential } from '../../auth/verifier.ts'
import { Refusal } from '../../errors.ts'
import { type App, callOf } from '../context.ts'

/** The name of the query parameter that may hold a credential. */
export const QUERY_CREDENTIAL = 'api_key'

/**
 * The credential that a call presents, null when it presents none. One in the address is taken out of the request, so that
 * no later handler sees or keeps it. Throws `malformed` when a call presents two.
 */
export function credentialOf(c: Context<App>): PresentedCredential | null {
  const given = credentialsOf(c)
  if (given.length > 1) {
    throw new Refusal({
      kind: 'malformed',
      code: 'two_credentials',
      detail: 'Send only one of Authorization, X-API-Key, and ?api_key=.',
    })
  }
  return given[0] ?? null
}

/** All credentials that a call presents. They are read once: one in the address is gone afterwards. */
export function credentialsOf(c: Context<App>): PresentedCredential[] {
  const call = callOf(c)
  if (call.presented) return call.presented
  const given = fromHeaders(c)
  // Most calls have none in their address, and need not have it read for it.
  if (call.url.includes(QUERY_CREDENTIAL)) given.push(...fromQuery(c))
  call.presented = given
  return given
}

function fromHeaders(c: Context<App>): PresentedCredential[] {
  const { headers } = c.req.raw
  const bearer = headers.get('authorization')
  const header = headers.get('x-api-key')
  const given: PresentedCredential[] = []
  if (bearer !== null) given.push({ text: fromBearer(bearer), from: 'header', whole: bearer })
  if (header !== null) given.push({ text: header.trim(), from: 'header', whole: header })
  return given
}

const SCHEME = 'Bearer '

/** The token of `Bearer <token>`; empty for anything else. Most write the scheme as everybody does. */
function fromBearer(header: string): string {
  const scheme = header.slice(0, SCHEME.length)
  if (scheme !== SCHEME && scheme.toLowerCase() !== 'bearer ') return ''
  const token = header.slice(SCHEME.length).trim()
  return token.includes(' ') || token.includes('\t') ? '' : token
}

function fromQuery(c: Context<App>): PresentedCredential[] {
  const url = new URL(callOf(c).url)
  const texts = url.searchParams.getAll(QUERY_CREDENTIAL)
  if (texts.length === 0) return []
  url.searchParams.delete(QUERY_CREDENTIAL)
  c.req.raw = new Request(url, c.req.raw)
  callOf(c).url = c.req.raw.url
  return texts.map((text) => ({ text: text.trim(), from: 'query', whole: text }))
}
