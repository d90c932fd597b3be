import type { Context } from 'hono'
import { Refusal } from '../errors.ts'
import { type App, callOf } from './context.ts'

/** A key as a call presents it, and where it stood. `whole`: all that stood there, in whatever form. */
export type Credential = { text: string; from: 'header' | 'query'; whole: string }

const QUERY = 'api_key'

/**
 * The key that a call presents, null when it presents none. One in the address is taken out of the request, so that
 * nothing behind this sees or keeps it. Throws `malformed` when a call presents two.
 */
export function credentialOf(c: Context<App>): Credential | null {
  const given = credentialsOf(c)
  if (given.length > 1) {
    throw new Refusal({
      kind: 'malformed',
      code: 'two_credentials',
      detail: 'Send one of Authorization, X-API-Key and ?api_key=, not several.',
    })
  }
  return given[0] ?? null
}

/** All keys that a call presents. Read once: one in the address is gone afterwards. */
export function credentialsOf(c: Context<App>): Credential[] {
  const call = callOf(c)
  if (call.presented) return call.presented
  const given = fromHeaders(c)
  // Most calls have none in their address, and need not have it read for it.
  if (call.url.includes(QUERY)) given.push(...fromQuery(c))
  call.presented = given
  return given
}

function fromHeaders(c: Context<App>): Credential[] {
  const { headers } = c.req.raw
  const bearer = headers.get('authorization')
  const header = headers.get('x-api-key')
  const given: Credential[] = []
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

function fromQuery(c: Context<App>): Credential[] {
  const url = new URL(callOf(c).url)
  const texts = url.searchParams.getAll(QUERY)
  if (texts.length === 0) return []
  url.searchParams.delete(QUERY)
  c.req.raw = new Request(url, c.req.raw)
  callOf(c).url = c.req.raw.url
  return texts.map((text) => ({ text: text.trim(), from: 'query', whole: text }))
}
