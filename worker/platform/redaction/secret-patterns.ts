import { redactKeys } from '../lib/redact.ts'

/** Stands where a secret stood. */
export const REDACTED = '[redacted]'

/** Secrets that are told by their form alone. Each pattern takes time in proportion to the text, whatever it holds. */
const FORMS: readonly [RegExp, string][] = [
  // To its end, or to that of the text: a key that was cut off is a key.
  [/-----BEGIN [A-Z ]{0,40}PRIVATE KEY[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g, REDACTED],
  // JSON web tokens, signed or encrypted (RFC 7515, 7516).
  [/eyJ[\w-]{4,}(?:\.[\w-]*){1,4}/g, REDACTED],
  // Keys of our form under any prefix, and of others who write theirs so.
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
  // Credentials in an address (RFC 3986, section 3.2.1): up to the last @ before the path.
  [/([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'<>]*@/gi, `$1${REDACTED}@`],
]

/** At least the 13 digits of the shortest card number, in groups or not. */
const DIGITS = /\d(?:[ .-]?\d){12,}/g

/** Whether any of them is there: most texts hold none, which one look tells sooner than many. */
const ANY = new RegExp([...FORMS.map(([form]) => form), DIGITS].map((form) => form.source).join('|'), 'i')

/** The text without whatever has the form of a secret: keys and tokens of many makers, private keys, card numbers. */
export function redactForms(text: string): string {
  if (!ANY.test(text)) return text
  let left = redactKeys(text)
  for (const [form, instead] of FORMS) left = left.replace(form, instead)
  return left.replace(DIGITS, redactCards)
}

/** A run of digits without the card numbers in it: whole groups of 13 to 19 digits together. */
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

/** Which group is the last of the longest card number that begins with the first one; -1 when none does. */
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

/** Whether digits are a card number: a length and a first digit that cards have, and a right check digit (ISO/IEC 7812). */
export function isCardNumber(digits: string): boolean {
  if (!/^[2-6]\d{12,18}$/.test(digits)) return false
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    sum += at % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0)
  }
  return sum % 10 === 0
}
