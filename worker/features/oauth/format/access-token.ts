import type { Pepper } from '../../../platform/env.ts'
import { base62Of, randomBase62 } from '../../../platform/lib/crypto/crypto.ts'

/** The beginning of every access token: `oat_live_` or `oat_test_`. */
export const ACCESS_PREFIX = 'oat'

// Format: oat_live_ | 10 reference of the grant | 6 issued | 6 family | 6 serial | 6 audience | scopes | 24 MAC.
// The MAC proves all of it, so an access token is verified without a row of its own. Its grant can end it all the same:
// the guard knows the families and tokens that were revoked.
const REFERENCE = 10
const NUMBER = 6
/** Length of the public part that names a family, and of a serial. */
export const NAME_LENGTH = 6
const MAC = 24
const START = ACCESS_PREFIX.length + '_live_'.length
const ISSUED_AT = START + REFERENCE
const FAMILY_AT = ISSUED_AT + NUMBER
const SERIAL_AT = FAMILY_AT + NAME_LENGTH
const AUDIENCE_AT = SERIAL_AT + NAME_LENGTH
const SCOPES_AT = AUDIENCE_AT + NAME_LENGTH
/** A longer text is no access token. The scopes of an app fill at most 12 characters. */
const MAX_SCOPES_LENGTH = 20
const MAX_LENGTH = SCOPES_AT + MAX_SCOPES_LENGTH + MAC
/** Access tokens can name so many scopes of a grant: five with each character. */
export const MAX_TOKEN_SCOPES = MAX_SCOPES_LENGTH * 5

/** The family of a token that an app got for itself. */
export const NO_FAMILY = '000000'
/** The audience of a token that is for all resources. */
export const ANY_AUDIENCE = '000000'

/** What an access token says. */
export type AccessToken = {
  environment: 'live' | 'test'
  /** The public part of its grant. */
  reference: string
  /** Ms since 1970, in whole seconds. */
  issuedAt: number
  family: string
  serial: string
  audience: string
  /** As `writeScopeSet` writes them. */
  scopes: string
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const DIGIT_VALUES = new Uint8Array(128)
for (let value = 0; value < DIGITS.length; value++) DIGIT_VALUES[DIGITS.charCodeAt(value)] = value

function writeNumber(value: number): string {
  let text = ''
  for (let rest = value, at = 0; at < NUMBER; at++, rest = Math.floor(rest / 62)) text = DIGITS.charAt(rest % 62) + text
  return text
}

function readNumber(text: string, start: number): number {
  let value = 0
  for (let at = start; at < start + NUMBER; at++) value = value * 62 + (DIGIT_VALUES[text.charCodeAt(at)] ?? 0)
  return value
}

/** The digits of a MAC: five bits of each byte, so that no division is needed. */
const MAC_DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'
const MAC_CODES = Uint8Array.from(MAC_DIGITS, (char) => char.charCodeAt(0))

/** 24 characters with 120 bits of a MAC. */
const macText = (mac: Uint8Array): string =>
  Array.from(mac.subarray(0, MAC), (byte) => MAC_DIGITS.charAt(byte & 31)).join('')

/** Whether a text ends with this MAC, compared in constant time. */
function endsWithMac(text: string, mac: Uint8Array): boolean {
  const start = text.length - MAC
  let difference = 0
  for (let at = 0; at < MAC; at++) {
    difference |= text.charCodeAt(start + at) ^ (MAC_CODES[(mac[at] as number) & 31] as number)
  }
  return difference === 0
}

/** The serial of a new token. */
export const newSerial = (): string => randomBase62(NAME_LENGTH)

/** How tokens name their audience: a resource indicator (RFC 8707); null: all resources. */
export const audienceOf = (pepper: Pepper, resource: string | null): string =>
  resource === null ? ANY_AUDIENCE : base62Of(pepper.hash(`audience\n${resource}`), NAME_LENGTH)

/** A new access token under the newest pepper. `resource`: the only resource it is for. */
export function issueAccessToken(
  peppers: readonly Pepper[],
  parts: Omit<AccessToken, 'audience'> & { resource: string | null },
): string {
  const [pepper] = peppers
  if (!pepper) throw new Error('no pepper configured')
  const { environment, reference, issuedAt, family, serial, scopes, resource } = parts
  const names = `${writeNumber(Math.floor(issuedAt / 1000))}${family}${serial}${audienceOf(pepper, resource)}`
  const body = `${ACCESS_PREFIX}_${environment}_${reference}${names}${scopes}`
  return body + macText(pepper.hash(body))
}

/**
 * Parses a presented access token without I/O: null if it has another form, or if its MAC was not made with one of
 * `peppers`. Returns the pepper of its MAC too.
 */
export function readAccessToken(
  text: string,
  peppers: readonly Pepper[],
): { token: AccessToken; pepper: Pepper } | null {
  const environment = text.startsWith('_test_', ACCESS_PREFIX.length) ? 'test' : 'live'
  if (text.length > MAX_LENGTH || text.length < SCOPES_AT + MAC) return null
  if (!text.startsWith(`${ACCESS_PREFIX}_${environment}_`)) return null
  const body = text.slice(0, -MAC)
  for (const pepper of peppers) {
    if (!endsWithMac(text, pepper.hash(body))) continue
    const token: AccessToken = {
      environment,
      reference: body.slice(START, ISSUED_AT),
      issuedAt: readNumber(body, ISSUED_AT) * 1000,
      family: body.slice(FAMILY_AT, SERIAL_AT),
      serial: body.slice(SERIAL_AT, AUDIENCE_AT),
      audience: body.slice(AUDIENCE_AT, SCOPES_AT),
      scopes: body.slice(SCOPES_AT),
    }
    return { token, pepper }
  }
  return null
}

const MAX_SEARCHED = 2000
const ANYWHERE = /(?<![0-9A-Za-z])oat_(?:live|test)_[0-9A-Za-z]{58,78}(?![0-9A-Za-z])/g
const BEGINNING = /oat_(?:live|test)_[0-9A-Za-z]{58,78}/g

/**
 * Whether a text contains a whole access token, also within other letters. `budget`: how many more candidates may be
 * verified; each costs one HMAC per pepper.
 */
export function holdsAccessToken(text: string, peppers: readonly Pepper[], budget: { left: number }): boolean {
  for (const [candidate] of text.matchAll(BEGINNING)) {
    // The letters after a token look like scopes of it. Most are a token as a word, so the longest comes first.
    for (let end = candidate.length; end >= SCOPES_AT + MAC; end--) {
      if (budget.left-- <= 0) return false
      if (readAccessToken(candidate.slice(0, end), peppers)) return true
    }
  }
  return false
}

/** The first access token of this installation that occurs as a separate word in a text; null if there is none. */
export function findAccessToken(text: string, peppers: readonly Pepper[]): AccessToken | null {
  for (const [candidate] of text.slice(0, MAX_SEARCHED).matchAll(ANYWHERE)) {
    const found = readAccessToken(candidate, peppers)
    if (found) return found.token
  }
  return null
}
