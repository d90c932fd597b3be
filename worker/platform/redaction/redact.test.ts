import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardNumber, noise, SECRET_FORMS, SECRET_NAMES, substringsOf } from '../../../test/support/secret-fixtures.ts'
import type { Json } from '../lib/json/json.ts'
import { redactJson, redactQuery, redactText } from './redact.ts'
import { redactBody } from './redact-body.ts'
import { secretNames } from './secret-names.ts'
import { isCardNumber } from './secret-patterns.ts'

const secrets = { isName: secretNames(['customer_pin', 'Kennwort']) }

/** Expects that a text contains nothing of a secret that is longer than the part of a key that people see. */
function expectNothingOf(secret: string, text: string): void {
  const found = substringsOf(secret, 8).filter((piece) => text.includes(piece))
  expect(found, text.slice(0, 2000)).toEqual([])
}

const form = fc.constantFrom(...SECRET_FORMS)
const name = fc.constantFrom(
  ...SECRET_NAMES,
  'customerPin',
  'KENNWORT',
  'user[password]',
  'payment.card',
  'user[customer_pin]',
)
/** Words that cannot be distinguished from others. */
const word = fc.nat(1e6).map((seed) => noise(seed, 24))
const harmless = fc.constantFrom('', ' ', 'KEY_', 'see ', '"', '(', '\n', 'id=', ', ', '> ', 'é ', '/', '"note": "')

/** Puts a value somewhere into JSON, among others. */
const somewhere = (inner: fc.Arbitrary<Json>): fc.Arbitrary<Json> =>
  fc.oneof(
    { depthSize: 'small' },
    inner,
    inner.map((value) => ({ note: value, more: [1, true, null] })),
    inner.map((value) => [{ id: 'rec_1' }, [value], 'text']),
    inner.map((value) => ({ items: [{ payload: JSON.stringify({ inner: value }) }] })),
    inner.map((value) => ({ deep: JSON.stringify(JSON.stringify([value])) })),
    inner.map((value) => ({ a: { b: { c: [{ d: value }] } } })),
  )

describe('a secret with a known form', () => {
  test('is removed from text at any place and in any encoding', () => {
    fc.assert(
      fc.property(form, harmless, harmless, fc.nat(2), ({ text, trace }, before, after, times) => {
        let encoded = `${before}${text}${after.trim() === '' || after === '"' ? after : ` ${after}`}`
        for (let n = 0; n < times; n++) encoded = encodeURIComponent(encoded)
        expectNothingOf(trace, redactText(encoded, secrets))
      }),
      { numRuns: 2000 },
    )
  })

  test('is removed from JSON, as a value, a name or in a text with JSON', () => {
    fc.assert(
      fc.property(
        form.chain(({ text, trace }) =>
          somewhere(fc.constantFrom<Json>(text, { [text]: 1 })).map((json) => ({ json, trace })),
        ),
        ({ json, trace }) => {
          const text = JSON.stringify(redactJson(json, secrets))
          expectNothingOf(JSON.stringify(trace).slice(1, -1), text)
          expectNothingOf(trace, redactText(JSON.stringify(json), secrets))
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('is removed from queries and forms, as a name or a value', () => {
    fc.assert(
      fc.property(form, fc.boolean(), ({ text, trace }, asName) => {
        const query = new URLSearchParams([
          ['a', '1'],
          asName ? [text, ''] : ['note', text],
          ['b', 'two words'],
        ]).toString()
        const clean = redactQuery(query, secrets)
        expectNothingOf(trace, decodeURIComponent(clean.replaceAll('%', '%25')))
        expectNothingOf(encodeURIComponent(trace), clean)
        expect(clean.endsWith('&b=two+words')).toBe(true)
      }),
    )
  })

  test('is removed from a part of a longer body, for any cut', () => {
    fc.assert(
      fc.property(form, fc.constantFrom('json', 'form', 'text'), fc.nat(400), ({ text, trace }, kind, at) => {
        const body =
          kind === 'json'
            ? JSON.stringify({ first: 'x', list: [{ note: text }, text], last: 'y' })
            : kind === 'form'
              ? new URLSearchParams({ first: 'x', note: text, last: 'y' }).toString()
              : `first line\nthen ${text} and so on`
        for (const cut of [at, body.indexOf(trace.slice(0, 6)) + 12]) {
          const clean = redactBody(body.slice(0, cut), kind, false, secrets)
          expectNothingOf(trace, clean)
          if (kind === 'json' && cut < body.length) expect(() => JSON.parse(clean || '0')).not.toThrow()
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a value after a secret name', () => {
  test('is removed from JSON, for any type', () => {
    fc.assert(
      fc.property(
        fc.tuple(name, word, fc.nat(4)).chain(([field, value, shape]) =>
          somewhere(
            fc.constant<Json>({
              [field]: [value, [value], { value }, { deeper: [{ value }] }, JSON.stringify({ value })][shape] ?? value,
              list: [
                { name: field, value },
                { key: field, value: [value] },
              ],
            }),
          ).map((json) => ({ json, value })),
        ),
        ({ json, value }) => expectNothingOf(value, JSON.stringify(redactJson(json, secrets))),
      ),
      { numRuns: 1000 },
    )
  })

  test('is removed from broken JSON and from text that looks like JSON', () => {
    fc.assert(
      fc.property(name, word, fc.nat(9), fc.nat(60), (field, value, shape, cut) => {
        const whole = JSON.stringify({ id: 7, [field]: value, list: [{ [field]: { value } }] })
        const broken = [
          whole.slice(0, -1 - (cut % 20)),
          `${whole}}`,
          whole.replaceAll('"', "'"),
          JSON.stringify({ text: whole }).slice(0, -2),
          `{${field}: ${value}, other: 1`,
          `${field}=${value}`,
          `--${field}=${value}`,
          `${field} : ${value}\nnext: line`,
          `<call><${field.replaceAll(/[[\]]/g, '.')} kind="x">${value}</call>`,
          `{"${escaped(field)}":"${value}"`,
        ][shape] as string
        expectNothingOf(value, redactText(broken, secrets))
        expectNothingOf(value, redactBody(broken, 'json', false, secrets))
      }),
      { numRuns: 2000 },
    )
  })

  test('is removed from queries and forms', () => {
    fc.assert(
      fc.property(name, word, (field, value) => {
        expectNothingOf(value, redactQuery(`a=1&${encodeURIComponent(field)}=${value}&b=2`, secrets))
        expectNothingOf(value, redactText(`https://a.example/path?${field}=${value}&x=1`, secrets))
      }),
    )
  })

  const escaped = (field: string) =>
    [...field].map((sign) => (sign.charCodeAt(0) < 128 ? `\\u00${sign.charCodeAt(0).toString(16)}` : sign)).join('')
})

describe('what is left', () => {
  test('keeps the prefix of the key, and the rest of the JSON', () => {
    const key = `sk_live_${noise(5, 45)}`
    expect(redactText(`used ${key}`, secrets)).toBe(`used ${key.slice(0, 11)}...`)
    expect(redactText('{"held":"{\\"card\\":{\\"a\\":1},\\"id\\":2}"}', secrets)).toBe(
      '{"held":"{\\"card\\":\\"[redacted]\\",\\"id\\":2}"}',
    )
  })

  test('is removed if it is a card number that was sent as a number', () => {
    for (const length of [13, 14, 15, 16, 17, 18, 19]) {
      const json = `{"at":1795253400000,"list":[${cardNumber('4', length, length)}]}`
      expect(redactText(json, secrets)).toBe('{"at":1795253400000,"list":["[redacted]"]}')
    }
  })
})

describe('text without a secret', () => {
  test('stays unchanged', () => {
    const entry = {
      id: 'key_01kaj3v5e8w2m4q6t8y0z2b4d6',
      keyId: 'key_01kaj3v5e8w2m4q6t8y0z2b4d6',
      masked: 'sk_live_abc...xyz',
      createdAt: '2026-11-21T09:30:00.000Z',
      requestId: 'c0ffee00-1234-4abc-9def-0123456789ab',
      durationMs: 12.5,
      at: 1795253400000,
      scopes: ['users:read', '*'],
      hasPassword: true,
      password: null,
      url: 'https://hooks.example/in?page=2',
      text: 'Prices rose by 100% & more; see "notes".',
      order: '1234-5678-9012',
    }
    expect(redactJson(entry, secrets)).toEqual(entry)
    for (const text of ['page=2&sort=-createdAt&q=two+words', 'q=100%25', 'flag', '']) {
      expect(redactQuery(text, secrets)).toBe(text)
    }
    expect(redactText('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)', secrets)).toBe(
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)',
    )
  })

  test('includes any JSON without text: redacting it changes nothing', () => {
    const plain = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<Json>('a', 'id', 'blue', true, null, 1, 2.5),
        fc.array(tie('value') as fc.Arbitrary<Json>, { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('id', 'name', 'count', '__proto__', 'keyId'), tie('value') as fc.Arbitrary<Json>),
      ),
    })).value as fc.Arbitrary<Json>
    fc.assert(
      fc.property(plain, (json) => {
        expect(JSON.stringify(redactJson(json, secrets))).toBe(JSON.stringify(json))
      }),
    )
  })
})

test('card numbers have a valid check digit, and changing one digit makes them invalid', () => {
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.integer({ min: 13, max: 19 }),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      (seed, length, at, by) => {
        const card = cardNumber('4', length, seed)
        expect(isCardNumber(card)).toBe(true)
        const place = 1 + (at % (length - 1))
        const other = card.slice(0, place) + ((Number(card[place]) + by) % 10) + card.slice(place + 1)
        expect(isCardNumber(other)).toBe(false)
      },
    ),
  )
  const [one, other] = [cardNumber('4', 16, 1), cardNumber('51', 16, 2)]
  expect(redactText(`2 x ${one} 5 ${other.replace(/(....)/g, '$1 ')}7`, secrets)).not.toMatch(/\d{2}/)
})

/** The time that a compilation or a garbage collection may add, microseconds. */
const NOISE_US = 50_000

test('a text that is made to be slow is redacted in a time that grows with its length alone', () => {
  const size = 16_384
  const hostile = [
    ...[
      'a',
      '1',
      '1 ',
      '-',
      '[',
      '{',
      '"',
      '\\',
      '%41',
      '%',
      ':',
      'a:',
      'a=',
      '"a":',
      '://',
      'a://',
      'eyJ.',
      '<a>',
      'bearer ',
      '@',
      ' ',
    ],
    '-----BEGIN PRIVATE KEY-----',
    'password',
    'password=',
    '\\"password\\":\\"',
    'x_live_',
    '4111 ',
  ]
  const costOf = (piece: string, size: number, end: string) => {
    const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size) + end
    const before = process.threadCpuUsage()
    for (const kind of ['json', 'form', 'text'] as const) {
      redactBody(text, kind, false, secrets)
      redactBody(text, kind, true, secrets)
    }
    const { user, system } = process.threadCpuUsage(before)
    return user + system
  }
  for (const piece of hostile) {
    for (const end of ['', ' ']) {
      // CPU time, and its growth: both are the same on a busy machine. A quarter of the text takes a quarter of the time,
      // but a sixteenth of it where the time grows with the square of the length.
      const quarter = Math.min(costOf(piece, size / 4, end), costOf(piece, size / 4, end))
      const whole = Math.min(costOf(piece, size, end), costOf(piece, size, end))
      expect(whole, `${piece.slice(0, 20)}${end}`).toBeLessThan(10 * quarter + NOISE_US)
    }
  }
})

test('the credential of a call without a known form is removed everywhere', () => {
  const credential = 'acme-legacy-Zx81'
  const own = { ...secrets, credential }
  expect(redactText('is abc-1', { ...secrets, credential: 'abc-1' })).toBe('is ...')
  for (const text of [
    credential,
    `{"note":"${credential}"}`,
    encodeURIComponent(`is ${credential}?`),
    `a=${credential}`,
  ]) {
    expect(redactText(text, own)).not.toContain(credential)
  }
})
