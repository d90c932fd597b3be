import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from './read-document.ts'
import { readYaml } from './read-yaml.ts'

const message = async (text: string) => {
  const read = await readDocument(text)
  return read.ok ? null : read.message
}

const yaml = (lines: string) => `openapi: 3.1.0\npaths: {}\n${lines}`

describe('a document', () => {
  it('is read alike as JSON and as YAML', async () => {
    const json = { openapi: '3.0.3', info: { title: 'A' }, paths: { '/x': { get: { responses: { 200: {} } } } } }
    const text = 'openapi: 3.0.3\ninfo: { title: A }\npaths:\n  /x:\n    get:\n      responses:\n        200: {}\n'
    expect(await readDocument(text)).toEqual({ ok: true, document: json })
    expect(await readDocument(`\uFEFF${JSON.stringify(json, null, 2)}`)).toEqual({ ok: true, document: json })
  })

  it('has to be OpenAPI 3.0 or 3.1, and the refusal says what it is', async () => {
    expect(await message('[]')).toContain('must be an OpenAPI document')
    expect(await message('{"swagger":"2.0"}')).toContain('Swagger 2.0')
    expect(await message('{"openapi":"4.0.0"}')).toContain('version 4.0.0')
    expect(await message('{"info":{}}')).toContain('has no version')
    expect(await message('just words')).toContain('must be an OpenAPI document')
    expect(await message('')).toContain('must not be empty')
  })

  it('that is neither JSON nor YAML is refused with the line', async () => {
    expect(await message(yaml('info: {title: [}'))).toMatch(/neither JSON nor YAML: line 3: /)
    expect(await message('{"openapi": "3.0.0",\n "paths": ]')).toMatch(/line 2/)
  })

  it('with a key twice is refused, in JSON and in YAML', async () => {
    expect(await message('{"openapi":"3.0.0","paths":{"/a":{},"/a":{}}}')).toBe(
      'has a fault at paths./a: comes twice: which of the two is meant?',
    )
    expect(await message(yaml('info:\n  title: a\n  title: b'))).toContain('has the key title twice at line 5')
  })

  it('may hold numbers that are too exact for us', async () => {
    expect(await message('{"openapi":"3.0.0","paths":{},"x":9223372036854775807}')).toBeNull()
  })

  it('takes aliases and merge keys, but no bomb, no cycle and no unknown anchor', async () => {
    const read = readYaml('a: &a { x: 1 }\nb: *a\nc: { <<: *a, y: 2 }')
    expect(read).toEqual({ ok: true, value: { a: { x: 1 }, b: { x: 1 }, c: { y: 2, x: 1 } } })
    const levels = Array.from({ length: 30 }, (_, n) => `l${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(',')}]`)
    expect(await message(yaml(`l0: &l0 [x]\n${levels.join('\n')}`))).toContain('aliases that repeat too much')
    expect(await message(yaml('a: &a [*a]'))).toContain('within what it stands for')
    expect(await message(yaml('a: *b'))).toMatch(/Unresolved alias|without an anchor/)
  })

  it('has values of JSON alone: no tags, no __proto__, no keys that are lists', async () => {
    for (const value of ['!!binary aGk=', '!!set {a}', '!js/function "x"', '!!python/object:os.system x']) {
      expect(await message(yaml(`a: ${value}`)), value).toMatch(/must not use the tag .* at line 3/)
    }
    expect(await message(yaml('__proto__: {}'))).toContain('__proto__')
    expect(await message(yaml('? [a, b]\n: c'))).toContain('a key that is no text')
    expect(readYaml('a: !!str 5\nb: 2026-01-01\nc: .nan\nd: 0x10')).toEqual({
      ok: true,
      value: { a: '5', b: '2026-01-01', c: 'NaN', d: 16 },
    })
  })

  it('is not nested too deep, and is read in time however it is built', async () => {
    const started = performance.now()
    for (const text of [
      `${'['.repeat(200_000)}`,
      `{"openapi":"3.0.0","paths":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      yaml(`a: ${'['.repeat(5000)}${']'.repeat(5000)}`),
      yaml(Array.from({ length: 40_000 }, (_, n) => `k${n}: ${n}`).join('\n')),
      yaml(`a: &a x\nb: [${Array(100_000).fill('*a').join(',')}]`),
      yaml(`a: [${Array.from({ length: 30_000 }, (_, n) => `&a${n} x`).join(',')}]`),
      yaml('- '.repeat(3000)),
      yaml(`a: "${'\\u0000'.repeat(100_000)}"`),
    ]) {
      await readDocument(text)
    }
    expect(performance.now() - started).toBeLessThan(30_000)
    expect(await message(yaml(`a: ${'[a: '.repeat(20_000)}`))).toContain('nested deeper')
    expect(await message(yaml(`a: ${'['.repeat(150)}${']'.repeat(150)}`))).toContain('nested deeper')
  })

  it('never makes the reader fail, whatever it is', async () => {
    const pieces = fc.constantFrom(
      'a',
      ':',
      ' ',
      '\n',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '!!',
      '? ',
      '|',
      '>',
      '"',
      "'",
      '#',
      '---\n',
      '%',
      '<<',
      '0',
      '\t',
      '\u0000',
      '\ud800',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 60, size: 'max' }), async (parts) => {
        const read = await readDocument(parts.join(''))
        if (!read.ok) expect(read.message.length).toBeLessThan(400)
      }),
      { numRuns: 1000 },
    )
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => void (await readDocument(text))),
      { numRuns: 300 },
    )
  })
})
