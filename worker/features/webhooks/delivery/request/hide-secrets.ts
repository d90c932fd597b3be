import { fromBase64, toBase64, toHex, utf8 } from '../../../../platform/lib/crypto/encoding.ts'
import { HIDDEN } from '../../../../platform/outbound/header-rules.ts'

/** Removes the secrets of an endpoint from a text that its receiver sent. */
export type HideSecrets = (text: string) => string

/**
 * A value of at least this length (characters) is hidden wherever it occurs; a shorter one only after the name of its
 * header.
 */
const MIN_VALUE = 6
/** A word within a value is hidden by itself if it has at least this length and is not a plain word. */
const MIN_WORD = 8
const LONG_WORD = 16
/** Minimum length of a secret's beginning that is hidden at the end of a text, which may be cut off. */
const MIN_TAIL = 4
/** Minimum length of a base64 fragment inside a longer base64 text. */
const MIN_BASE64 = 12

/** The values of these headers are no credentials, and often occur in answers for other reasons. */
const PUBLIC_HEADERS = new Set(['accept', 'accept-charset', 'accept-language', 'cache-control', 'pragma', 'priority'])

/**
 * Hides what only the endpoint and its receiver should know: values of custom headers and signing secrets. A receiver
 * may echo its request, and its answer is stored for people who must not see them. Each secret is found in plain form
 * and in the usual encodings: JSON, percent, form, HTML, base64 (also within a longer text) and hex. The forms are
 * computed when a text is long enough to contain one.
 */
export function hiderOf(headers: Readonly<Record<string, string>>, signingSecrets: readonly string[]): HideSecrets {
  let known: { forms: string[]; named: RegExp[] } | undefined
  return (text) => {
    if (text === '') return text
    known ??= { forms: formsOfAll(headers, signingSecrets), named: shortValues(headers) }
    let clean = without(text, [...wholeIn(text, known.forms), ...cutOffAt(text, known.forms)])
    for (const pattern of known.named) clean = clean.replace(pattern, `$1${HIDDEN}`)
    return clean
  }
}

/** All strings to look for. */
function formsOfAll(headers: Readonly<Record<string, string>>, signingSecrets: readonly string[]): string[] {
  const secrets = new Set<string>()
  for (const [name, value] of Object.entries(headers)) {
    if (PUBLIC_HEADERS.has(name.toLowerCase())) continue
    if (value.trim().length >= MIN_VALUE) secrets.add(value.trim())
    for (const word of secretWords(value)) secrets.add(word)
  }
  for (const secret of signingSecrets) {
    secrets.add(secret)
    // The part after whsec_: libraries cut the prefix off.
    secrets.add(secret.slice(secret.indexOf('_') + 1))
  }
  return [...new Set([...secrets].flatMap(formsOf))]
}

/** The words of a value that may be credentials by themselves: the token after a scheme, the password of `Basic`. */
function secretWords(value: string): string[] {
  const words = value.split(/[\s,;]+/).flatMap((word) => [word, ...word.split(/[=:]+/)])
  const basic = /^basic\s+(\S+)$/i.exec(value.trim())?.[1]
  const bytes = basic === undefined ? null : fromBase64(basic)
  const pair = bytes && new TextDecoder().decode(bytes)
  const colon = pair?.indexOf(':') ?? -1
  const password = pair && colon >= 0 ? [pair, pair.slice(colon + 1)].filter((one) => one.length >= MIN_VALUE) : []
  return [...words.filter(isNoPlainWord), ...password]
}

const isNoPlainWord = (word: string): boolean =>
  word.length >= LONG_WORD ||
  (word.length >= MIN_WORD && (/\d/.test(word) || (/[a-z]/.test(word) && /[A-Z]/.test(word))))

function formsOf(secret: string): string[] {
  const json = inJson(secret)
  const percent = encodeURIComponent(secret)
  const plain = [
    secret,
    json,
    inJson(json),
    json.replaceAll('/', '\\/'),
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    percent.replaceAll('%20', '+'),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  ]
  const bytes = utf8(secret)
  const hex = toHex(bytes)
  const base64 = [0, 1, 2].flatMap((offset) => {
    const piece = base64Within(bytes, offset)
    return piece.length < MIN_BASE64 ? [] : [piece, piece.replaceAll('+', '-').replaceAll('/', '_')]
  })
  const whole = toBase64(bytes)
  return [...plain, hex, hex.toUpperCase(), ...base64, whole, whole.replaceAll('=', '')].flatMap((form) =>
    form === '' ? [] : [form],
  )
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/** The part of any base64 text that is determined by `bytes` when they begin at `offset` bytes (modulo 3) in it. */
function base64Within(bytes: Uint8Array, offset: number): string {
  const shifted = new Uint8Array(bytes.length + offset)
  shifted.set(bytes, offset)
  // Each character has six bits; the characters at both ends depend on neighboring bytes.
  return toBase64(shifted).slice(Math.ceil((offset * 8) / 6), Math.floor((shifted.length * 8) / 6))
}

/** Short values are hidden only after the name of their header: `"x-env": "eu"`, `HTTP_X_ENV=eu`. */
function shortValues(headers: Readonly<Record<string, string>>): RegExp[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const short = value.trim()
    if (short === '' || short.length >= MIN_VALUE || PUBLIC_HEADERS.has(name.toLowerCase())) return []
    const named = escaped(name).replaceAll(/[-_]/g, '[-_]')
    return [new RegExp(`(${named}[^A-Za-z0-9]{1,20})${escaped(short)}(?![A-Za-z0-9])`, 'gi')]
  })
}

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')

type Range = [from: number, to: number]

function wholeIn(text: string, forms: readonly string[]): Range[] {
  const found: Range[] = []
  for (const form of forms) {
    for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + form.length)) {
      found.push([at, at + form.length])
    }
  }
  return found
}

/** The beginning of a form at the end of a text: stored answers are cut to a maximum size. */
function cutOffAt(text: string, forms: readonly string[]): Range[] {
  let cut = 0
  for (const form of forms) {
    if (form.length <= Math.max(cut, MIN_TAIL)) continue
    const tail = text.slice(-(form.length - 1))
    const start = form.slice(0, MIN_TAIL)
    for (let at = tail.indexOf(start); at !== -1 && tail.length - at > cut; at = tail.indexOf(start, at + 1)) {
      if (form.startsWith(tail.slice(at))) cut = tail.length - at
    }
  }
  return cut === 0 ? [] : [[text.length - cut, text.length]]
}

/** The text with each range replaced; overlapping ranges are merged. */
function without(text: string, ranges: Range[]): string {
  let clean = ''
  let end = 0
  for (const [from, to] of ranges.sort(([a], [b]) => a - b)) {
    if (to <= end) continue
    if (from >= end) clean += text.slice(end, from) + HIDDEN
    end = to
  }
  return clean + text.slice(end)
}
