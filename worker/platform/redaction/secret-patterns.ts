import { redactKeys } from '../lib/redact.ts'

/** Replaces a secret. */
export const REDACTED = '[redacted]'

/** Secrets that are recognized by their format. Each pattern takes linear time, whatever the text contains. */
const PATTERNS: readonly [RegExp, string][] = [
  // Up to its end marker, or the end of the text: a truncated key is still a key.
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g, REDACTED],
  // JSON web tokens, signed or encrypted (RFC 7515, 7516).
  [/eyJ[\w-]{4,}(?:\.[\w-]*){1,4}/g, REDACTED],
  // Keys in our format with any prefix, and keys of other vendors with the same format.
  [/[A-Za-z0-9]{1,12}_(?:live|test)_[0-9A-Za-z]{10,}/g, REDACTED],
  [/whsec_[\w+/=-]{8,}/g, REDACTED],
  [/(?<![A-Za-z])(bearer|basic)(\s{1,20})[\w.~+/=-]{8,}/gi, `$1$2${REDACTED}`],
  [/(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/g, REDACTED],
  [/(?:gh[pousr]_|github_pat_|glpat-|npm_|dop_v1_|hf_)[\w-]{16,}/g, REDACTED],
  [/(?:xox[a-z]|xapp)-[\w-]{10,}/g, REDACTED],
  [/(hooks\.slack\.com\/(?:services|workflows|triggers)\/)[\w/-]+/g, `$1${REDACTED}`],
  [/shp(?:at|ca|pa|ss)_[0-9a-fA-F]{16,}/g, REDACTED],
  [/(?<![A-Za-z])(?:sk|rk|pk)-[\w-]{16,}/g, REDACTED],
  [/AIza[\w-]{30,}|ya29\.[\w.-]{10,}|GOCSPX-[\w-]{10,}/g, REDACTED],
  [/(?<![A-Za-z])SG\.[\w-]{10,}\.[\w-]{10,}/g, REDACTED],
  // Credentials in a URL (RFC 3986, section 3.2.1): up to the last @ before the path.
  [/([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'<>]*@/gi, `$1${REDACTED}@`],
]

/** At least the 13 digits of the shortest card number, grouped or not. */
const CARD_DIGITS = /\d(?:[ .-]?\d){12,}/g

/** Whether any pattern matches: most texts contain none, and one combined test is faster than many. */
const ANY_SECRET = new RegExp(
  [...PATTERNS.map(([form]) => form), CARD_DIGITS].map((form) => form.source).join('|'),
  'i',
)

/** Redacts everything that has the format of a secret: keys and tokens of many vendors, private keys, card numbers. */
export function redactForms(text: string): string {
  if (!ANY_SECRET.test(text)) return text
  let left = redactKeys(text)
  for (const [form, instead] of PATTERNS) left = left.replace(form, instead)
  return left.replace(CARD_DIGITS, redactCards)
}

/** A run of digits with card numbers redacted: whole groups of 13 to 19 digits together. */
function redactCards(run: string): string {
  const groups = [...run.matchAll(/\d+/g)]
  let clean = ''
  let taken = 0
  for (let first = 0; first < groups.length; first++) {
    const last = lastOfCard(groups.slice(first, first + 19).map(([digits]) => digits))
    const [from, to] = [groups[first], groups[first + last]]
    if (last === -1 || !from || !to) continue
    clean += run.slice(taken, from.index) + REDACTED
    taken = to.index + to[0].length
    first += last
  }
  return clean + run.slice(taken)
}

/** The index of the last group of the longest card number that begins with the first group; -1 if there is none. */
function lastOfCard(groups: string[]): number {
  let digits = ''
  let last = -1
  for (const [at, group] of groups.entries()) {
    digits += group
    if (digits.length > 19) break
    if (isCardNumber(digits)) last = at
  }
  return last
}

/** Whether digits are a card number: a valid length and first digit, and a valid check digit (ISO/IEC 7812). */
export function isCardNumber(digits: string): boolean {
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    sum += at % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)
  }
  return sum % 10 === 0
}
