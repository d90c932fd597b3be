import { describe, expect, test } from 'vitest'
import type { Field } from '../../../../client/src/generated.ts'
import { ApiError } from '../../../../client/src/request.ts'
import { guessMapping, readRows } from './import-rows.ts'
import { chunksOf, refusedRows } from './import-run.ts'
import { decode, readFile } from './read-file.ts'

const field = (name: string, type: Field['type'], patch: Partial<Field> = {}): Field => ({
  name,
  label: name,
  type,
  required: false,
  unique: false,
  indexed: false,
  ...patch,
})
const FIELDS = [
  field('email', 'email', { unique: true, indexed: true }),
  field('full_name', 'text', { label: 'Full name' }),
  field('age', 'number'),
  field('born', 'date'),
  field('member', 'boolean'),
  field('extra', 'json'),
]
const utf8 = (text: string) => new TextEncoder().encode(text)

async function read(text: string, settings: { by?: string; emptyCells?: 'leave' | 'clear' } = {}) {
  const file = await readFile('people.csv', utf8(text))
  if ('problem' in file) throw new Error(file.problem)
  const mapping = guessMapping(file.titles, FIELDS)
  return readRows(file, FIELDS, { mapping, by: '', emptyCells: 'leave', ...settings })
}

describe('a CSV file for an import', () => {
  test('has its first column recognized behind a byte order mark, whatever the separator (pitfall 15)', async () => {
    for (const text of ['\uFEFFemail;Full name\r\na@b.co;Ada\r\n', '\uFEFF"email"\tFULL NAME\na@b.co\tAda']) {
      expect((await read(text)).map(({ data }) => data)).toEqual([{ email: 'a@b.co', full_name: 'Ada' }])
    }
    const utf16 = new Uint8Array([0xff, 0xfe, ...new Uint8Array(new Uint16Array([0xe9, 0x6d]).buffer)])
    expect(decode(utf16)).toBe('ém')
    expect(decode(new Uint8Array([0x4d, 0xe9]))).toBe('Mé')
  })

  test.each([
    ['email\n', 'empty'],
    ['', 'empty'],
    ['email\n"a', 'badCsv'],
    [`email\n${'a\n'.repeat(50_001)}`, 'tooMany'],
  ])('that cannot be read says why: %#', async (text, problem) => {
    expect(await readFile('x.csv', utf8(text))).toMatchObject({ problem })
  })

  test('leaves values without a column; an empty cell leaves or clears, as chosen before (pitfall 10)', async () => {
    const text = 'email,age\na@b.co,\n'
    expect((await read(text, { by: 'email' }))[0]?.data).toEqual({ email: 'a@b.co' })
    expect((await read(text, { by: 'email', emptyCells: 'clear' }))[0]?.data).toEqual({ email: 'a@b.co', age: null })
    // A record that is created has no value to clear.
    expect((await read(text, { emptyCells: 'clear' }))[0]?.data).toEqual({ email: 'a@b.co' })
  })

  test('names the exact line and field of what is no value, or repeats in the file (pitfall 17)', async () => {
    const rows = await read(
      'email,full_name,age,member,extra\na@b.co,"two\nlines",1,yes,{}\n\nb@b.co,x,12 kg,maybe,{\na@b.co,,,,\nc@b.co,x,2,no,1,more\n',
    )
    expect(rows.map(({ at, errors }) => [at, errors.map(({ path, message }) => `${path} ${message}`)])).toEqual([
      [2, []],
      [5, ['age must be a number, such as 12.5', 'member must be true or false', 'extra must be JSON']],
      [6, ['email must be unique: line 2 has this value']],
      [7, [' has more cells than the first line']],
    ])
    expect(rows[0]?.data).toEqual({ email: 'a@b.co', full_name: 'two\nlines', age: 1, member: true, extra: {} })
  })

  test('gives back what an export escaped, and keeps a day as it is written (pitfalls 16 and 11)', async () => {
    const [row] = await read("email,full_name,age,born\na@b.co,'=1+1,-5.00,1815-12-10\n")
    expect(row?.data).toEqual({ email: 'a@b.co', full_name: '=1+1', age: -5, born: '1815-12-10' })
  })

  test('maps columns by key before label, each field once, and leaves out what an export adds', () => {
    expect(guessMapping(['Full Name', 'full_name', 'record id', 'Email', 'email'], FIELDS)).toEqual([
      null,
      'full_name',
      null,
      null,
      'email',
    ])
  })
})

describe('rows to send', () => {
  const rowsOf = (count: number, text = '') =>
    Array.from({ length: count }, (_, n) => ({ at: n + 2, data: { email: `a${n}@b.co`, text }, errors: [] }))

  test('go in calls that the API takes: 10,000 in 100', () => {
    expect(chunksOf(rowsOf(10_000))).toHaveLength(100)
    for (const chunk of chunksOf(rowsOf(300, 'ü'.repeat(20_000)))) {
      expect(utf8(JSON.stringify({ records: chunk.map(({ data }) => data) })).length).toBeLessThan(1_000_000)
    }
  })

  test('that a call refuses are named by their lines', () => {
    const problem = {
      type: 'urn:x',
      title: '',
      status: 422,
      code: 'invalid',
      requestId: '',
      errors: [
        { path: 'records.1.email', message: 'is taken' },
        { path: 'records.2', message: 'is too large' },
        { path: 'by', message: 'is wrong' },
      ],
    }
    const error = new ApiError('refused', new Response(null, { status: 422 }), problem as never)
    expect([...refusedRows(error, rowsOf(3))]).toEqual([
      [3, [{ path: 'email', message: 'is taken' }]],
      [4, [{ path: '', message: 'is too large' }]],
    ])
  })
})
