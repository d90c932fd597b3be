import type { Json } from '../lib/json/json.ts'
import { redactCredential } from '../lib/redact.ts'
import type { IsSecretName } from './secret-names.ts'
import { isCardNumber, REDACTED, redactForms } from './secret-patterns.ts'

/** What to redact in addition to secrets of a known format. */
export type Secrets = {
  isName: IsSecretName
  /** The credential of the call, if it has no recognizable format. */
  credential?: string | undefined
}

/** JSON may contain JSON as text, repeatedly; beyond this depth it is treated as plain text. */
const MAX_NESTING = 5
/** Deeper values are left out: walking them could overflow the stack. */
const MAX_DEPTH = 64

/** A short text without these characters contains neither a secret nor a name with a value. */
const PLAIN = /^[^:=@%<"'\\{[]*$/

/** Redacts a text: secrets by format, values after secret names, JSON within the text, and percent-encoded parts. */
export function redactText(text: string, secrets: Secrets, nesting = 0): string {
  const { credential } = secrets
  if (text.length < 13 && PLAIN.test(text) && (!credential || !text.includes(credential))) return text
  const value = nesting > MAX_NESTING ? undefined : parsed(text)
  if (value !== undefined) return JSON.stringify(redactJson(value, secrets, nesting + 1))
  const plain = decoded(text)
  const clean = redactPlain(plain, secrets)
  // Keeps the original spelling unless something was redacted.
  return clean === plain ? redactPlain(text, secrets) : clean
}

/** Redacts any JSON: values of secret names as a whole, all other strings and names as `redactText` does. */
export function redactJson(value: Json, secrets: Secrets, nesting = 0, depth = MAX_DEPTH): Json {
  if (typeof value === 'string') return redactText(value, secrets, nesting)
  if (typeof value === 'number') return isSecretNumber(value) ? REDACTED : value
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return REDACTED
  if (Array.isArray(value)) return value.map((one) => redactJson(one, secrets, nesting, depth - 1))
  // Headers and fields are often lists of { name, value }.
  const isNamed = [value.name, value.key].some((name) => typeof name === 'string' && secrets.isName(name))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      redactText(name, secrets, nesting),
      (secrets.isName(name) || (isNamed && name === 'value')) && isRevealing(one)
        ? REDACTED
        : redactJson(one, secrets, nesting, depth - 1),
    ]),
  )
}

/** Redacts a query or a form (application/x-www-form-urlencoded). Parts without secrets keep their spelling. */
export const redactQuery = (query: string, secrets: Secrets): string =>
  query
    .split('&')
    .map((pair) => {
      const at = pair.indexOf('=')
      const name = spaced(at === -1 ? pair : pair.slice(0, at))
      const value = spaced(at === -1 ? '' : pair.slice(at + 1))
      const cleanName = redactText(name, secrets)
      const cleanValue = value !== '' && secrets.isName(decoded(name)) ? REDACTED : redactText(value, secrets)
      if (cleanName === name && cleanValue === value) return pair
      return at === -1 ? cleanName : `${cleanName}=${cleanValue}`
    })
    .join('&')

/** Booleans, null and empty strings reveal nothing. */
const isRevealing = (value: Json): boolean => value !== null && value !== '' && typeof value !== 'boolean'

/** A card number as a JSON number. Numbers that are too large for a double keep their first digits. */
const isSecretNumber = (value: number): boolean =>
  Number.isInteger(value) && (isCardNumber(String(value)) || (value > Number.MAX_SAFE_INTEGER && value < 1e19))

const spaced = (text: string): string => text.replaceAll('+', ' ')

/** An object, a list or a string in JSON; undefined for any other text. */
function parsed(text: string): Json | undefined {
  if (!/^\s*["[{]/.test(text)) return undefined
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** The text without percent-encoding, however often it was applied. */
export function decoded(text: string): string {
  let plain = text
  for (let times = 0; times < 4 && plain.includes('%'); times++) plain = decodedOnce(plain)
  return plain
}

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // An invalid escape must not protect the rest of the text.
    return text.replace(/%([2-7][0-9a-f])/gi, asciiOf)
  }
}

const asciiOf = (_: string, code: string): string => String.fromCharCode(Number.parseInt(code, 16))

/** A name, possibly in quotes, and the separator before its value: `=`, `:` or `=>`. */
const NAME =
  /(?<![\p{L}\p{N}_$.-])([\p{L}\p{N}_$.-][\p{L}\p{N}_$.\-[\]]{0,199})\\*["'`]?\]?[ \t\r\n]{0,20}(?:=>|[:=])[ \t\r\n]{0,20}/gu
/** A value: in quotes, escaped or not; in brackets, whose end is not searched; else to the end of the line. */
const VALUE = /(\\*)"[\s\S]*?(?:(?<!\\)\1"|$)|'[^']*(?:'|$)|[[{][\s\S]*$|[^\s&;"'<>][^\r\n&;"'<>]*/uy
const ELEMENT = /<([\p{L}_][\p{L}\p{N}_.:-]{0,99})((?:\s[^<>]{0,500})?>)([^<>]+)/gu

function redactPlain(text: string, { isName, credential }: Secrets): string {
  // In JSON that does not parse, a name may still contain escapes.
  const readable = text.includes('\\') ? text.replace(/\\u00([2-7][0-9a-f])/gi, asciiOf) : text
  const unpaired = /[:=]/.test(readable) ? redactPairs(readable, isName) : readable
  const unnamed = unpaired.includes('<')
    ? unpaired.replace(ELEMENT, (element, name: string, rest: string) =>
        isName(name) ? `<${name}${rest}${REDACTED}` : element,
      )
    : unpaired
  return redactForms(redactCredential(unnamed, credential))
}

/** The text without the values after secret names. */
function redactPairs(text: string, isName: IsSecretName): string {
  let clean = ''
  let taken = 0
  for (const match of text.matchAll(NAME)) {
    const [lead, name = ''] = match
    if (match.index < taken || !isName(name)) continue
    VALUE.lastIndex = match.index + lead.length
    const value = VALUE.exec(text)?.[0]
    if (value === undefined) continue
    clean += text.slice(taken, match.index) + lead + REDACTED
    taken = match.index + lead.length + value.length
  }
  return clean + text.slice(taken)
}
