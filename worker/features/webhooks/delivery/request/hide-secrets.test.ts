import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hiderOf } from './hide-secrets.ts'

const ENCODINGS: Record<string, (text: string) => string> = {
  plain: (text) => text,
  json: (text) => JSON.stringify({ headers: { a: text } }),
  'json in json': (text) => JSON.stringify({ body: JSON.stringify({ a: text }) }),
  'json of php': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  percent: encodeURIComponent,
  'lower-case percent': (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  form: (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  html: (text) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64 of more': (text) => Buffer.from(`name: ${text}\nnext: 1`).toString('base64'),
  hex: (text) => Buffer.from(text).toString('hex'),
}

/** Visible ASCII, as a custom header may contain it; long enough that its base64 cannot appear by chance. */
const value = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 12,
  maxLength: 60,
})
const around = fc.string({ maxLength: 20 })

describe('a secret of an endpoint and its receiver', () => {
  it('is hidden in every usual encoding, in any text', () => {
    fc.assert(
      fc.property(value, around, around, fc.constantFrom(...Object.keys(ENCODINGS)), (secret, before, after, name) => {
        const encode = ENCODINGS[name] as (text: string) => string
        const hide = hiderOf({ 'X-Token': secret }, [])
        const clean = hide(`${before}${encode(secret)}${after}`)
        const encoded = name === 'base64 of more' ? Buffer.from(secret).toString('base64').slice(4, -4) : encode(secret)
        expect(clean.includes(encoded), `${name}: ${clean}`).toBe(false)
      }),
      { numRuns: 400 },
    )
  })

  it('is also hidden if the answer was cut off in the middle of it', () => {
    fc.assert(
      fc.property(value, fc.nat(60), (secret, cut) => {
        const length = Math.min(cut, secret.length)
        const clean = hiderOf({ 'X-Token': secret }, [])(`answer ${secret.slice(0, length)}`)
        if (length >= 4) expect(clean).toBe('answer ••••••')
      }),
    )
  })

  it('is a signing secret with or without its prefix, a token behind its scheme, a password within Basic', () => {
    const hide = hiderOf(
      { Authorization: 'Bearer tok_9f8e7d6c5b', 'X-Basic': `Basic ${btoa('user:pass phrase 77')}` },
      ['whsec_c2VjcmV0IHNlY3JldCBzZWNyZXQ+/w=='],
    )
    expect(hide('{"scheme":"Bearer","token":"tok_9f8e7d6c5b"}')).toBe('{"scheme":"Bearer","token":"••••••"}')
    expect(hide('user:pass phrase 77 / pass phrase 77')).toBe('•••••• / ••••••')
    expect(hide('whsec_c2VjcmV0IHNlY3JldCBzZWNyZXQ+/w==')).toBe('••••••')
    expect(hide('key=c2VjcmV0IHNlY3JldCBzZWNyZXQ+/w==')).toBe('key=••••••')
  })

  it('is hidden only after the name of its header if it is short, and leaves other words unchanged', () => {
    const hide = hiderOf({ 'X-Env': 'eu', 'X-Pin': '1234', Accept: 'application/json' }, [])
    expect(hide('{"x-env":"eu","region":"eu"}')).toBe('{"x-env":"••••••","region":"eu"}')
    expect(hide('HTTP_X_PIN=1234&total=1234')).toBe('HTTP_X_PIN=••••••&total=1234')
    expect(hide('["X-Env","eu"] x-env: europe')).toBe('["X-Env","••••••"] x-env: europe')
    expect(hide('application/json')).toBe('application/json')
    expect(hide('')).toBe('')
  })

  it('costs a bounded amount of work: 20 headers of 2000 characters on a long answer', () => {
    const headers = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`x-${n}`, `${n}%"/&`.repeat(400).slice(0, 2000)]),
    )
    const hide = hiderOf(headers, [])
    const text = Object.values(headers).join(' ')
    expect(hide(text)).toBe(Array(20).fill('••••••').join(' '))
  })
})
