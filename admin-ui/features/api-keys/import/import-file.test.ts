import { createHash } from 'node:crypto'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { templateCsv } from './import-csv.ts'
import { hexOf, readImport } from './import-file.ts'
import type { ImportFile } from './import-lines.ts'
import { chunksOf, withDefaults } from './import-run.ts'

const hash = (text: string) => createHash('sha256').update(text).digest()
const hex = (text: string) => hash(text).toString('hex')

async function read(text: string): Promise<ImportFile> {
  const file = await readImport(text)
  if ('problem' in file) throw new Error(`${file.problem} ${file.detail}`)
  return file
}

describe('a CSV file', () => {
  test('is read by its heading, whatever the order, the case and the separator', async () => {
    const text = `\uFEFFName;DIGEST;last_characters;Scopes;per minute;Per Hour;tags;Expires At;metadata\r\n"Mobile; App";${hex('a')};x7Qz;users:read  posts:read;100;none;one, two;2030-01-05;"{""team"":""apps""}"\r\n`
    const { lines, unit, leftOut } = await read(text)
    expect({ unit, leftOut }).toEqual({ unit: 'line', leftOut: [] })
    expect(lines).toEqual([
      {
        at: 2,
        errors: [],
        key: {
          name: 'Mobile; App',
          digest: hex('a'),
          lastCharacters: 'x7Qz',
          scopes: ['users:read', 'posts:read'],
          rateLimit: { perMinute: 100, perHour: null },
          tags: ['one', 'two'],
          expiresAt: new Date(2030, 0, 5, 23, 59, 59, 999).toISOString(),
          metadata: { team: 'apps' },
        },
      },
    ])
  })

  test('tells the line of the file, also behind empty lines and cells of several lines', async () => {
    const text = `digest,name,perDay\n\n${hex('a')},"two\nlines",1\n,,\n${hex('b')},B,many\n${hex('c')},C,2,extra\nplain_key_of_somebody,D,3\n`
    const { lines } = await read(text)
    expect(lines.map((line) => [line.at, line.errors.map((error) => error.path)])).toEqual([
      [3, []],
      [6, ['perDay']],
      [7, ['']],
      [8, ['digest']],
    ])
  })

  test('never passes on what stands in place of a digest, or in columns that are not known', async () => {
    const { lines, leftOut } = await read(
      `digest,key,name\nacme_secret_1,acme_secret_2,A\n${hex('a')},acme_secret_3,B\n`,
    )
    expect(leftOut).toEqual(['key'])
    expect(JSON.stringify(lines)).not.toContain('acme_secret')
  })

  test.each([
    ['', 'empty'],
    [' \n ', 'empty'],
    ['digest,name\n', 'empty'],
    ['name,scopes\nA,users:read\n', 'noDigest'],
    [`digest,name\n${hex('a')},"open\n`, 'badCsv'],
    ['[{"digest": ', 'badJson'],
    [`digest\n${`${hex('a')}\n`.repeat(20_001)}`, 'tooMany'],
  ])('that cannot be read says why: %#', async (text, problem) => {
    expect(await readImport(text)).toMatchObject({ problem })
  })

  test('gives back whatever names stand in it', async () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((one) => one.trim() === one && one !== '')
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 20 }), async (names) => {
        const rows = names.map((one, n) => [hex(String(n)), one])
        const { lines } = await read(Papa.unparse([['digest', 'name'], ...rows]))
        expect(lines.map((line) => line.key.name)).toEqual(names)
      }),
    )
  })

  test('of our template is read without an objection', async () => {
    const { lines, leftOut } = await read(templateCsv())
    expect([lines.length, lines[0]?.errors, leftOut]).toEqual([1, [], []])
  })
})

describe('JSON', () => {
  const one = { digest: hex('a'), prefix: 'acme_', name: 'A', scopes: ['users:read'], rateLimit: { perDay: 5 } }
  test.each([
    ['a list', JSON.stringify([one, one]), 'entry', [1, 2]],
    ['the body of a request', JSON.stringify({ keys: [one, one] }, null, 2), 'entry', [1, 2]],
    ['lines', `${JSON.stringify(one)}\n\n${JSON.stringify(one)}\n`, 'line', [1, 3]],
  ])('comes as %s', async (_, text, unit, at) => {
    const file = await read(text)
    expect([file.unit, file.lines.map((line) => line.at)]).toEqual([unit, at])
    expect(file.lines[0]).toMatchObject({ key: one, errors: [] })
    expect(file.lines[1]?.errors).toEqual([{ path: 'digest', message: `is the same as in ${unit} 1` }])
  })

  test('tells of a line that is no object, and leaves out what is not known', async () => {
    const { lines, leftOut } = await read(`${JSON.stringify({ ...one, secret: 'acme_secret' })}\n{"digest": \n[1]`)
    expect(leftOut).toEqual(['secret'])
    expect(JSON.stringify(lines)).not.toContain('acme_secret')
    expect(lines.map((line) => line.errors.length)).toEqual([0, 1, 1])
  })
})

test('a digest is the same one in hex, base64 and base64url', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const digest = hash(text)
      const forms = [hex(text), hex(text).toUpperCase(), digest.toString('base64'), digest.toString('base64url')]
      expect(new Set(forms.map(hexOf))).toEqual(new Set([hex(text)]))
    }),
  )
  for (const other of ['acme_secret', hex('a').slice(1), `${hex('a')}0`, 7, null, undefined]) {
    expect(hexOf(other)).toBeNull()
  }
})

describe('lines to send', () => {
  const defaults = { scopes: ['users:read'], rateLimit: { perMinute: 5, perHour: null, perDay: null } }

  test('take what they leave open from the defaults, and nothing else', async () => {
    const [bare, full] = (await read(`digest,scopes,perDay\n${hex('a')},,\n${hex('b')},posts:read,7\n`)).lines
    expect(bare && withDefaults(bare, defaults)).toMatchObject(defaults)
    expect(full && withDefaults(full, defaults)).toMatchObject({ scopes: ['posts:read'], rateLimit: { perDay: 7 } })
  })

  test('go in requests that the API takes, without those that have a problem', async () => {
    const many = Array.from({ length: 1203 }, (_, n) => `${n % 400 === 0 ? 'bad' : hex(String(n))},${n}`)
    const chunks = chunksOf((await read(`digest,name\n${many.join('\n')}\n`)).lines, defaults)
    expect(chunks.map((chunk) => chunk.keys.length)).toEqual([500, 500, 199])
    const heavy = Array.from({ length: 600 }, (_, n) =>
      JSON.stringify({ digest: hex(String(n)), metadata: { text: 'ü'.repeat(2000) } }),
    )
    for (const { keys } of chunksOf((await read(heavy.join('\n'))).lines, defaults)) {
      expect(Buffer.byteLength(JSON.stringify({ keys, dryRun: true }))).toBeLessThan(1_000_000)
    }
  })
})
