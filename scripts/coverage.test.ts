import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './lib/settings.ts'

const BROWSER = join(ROOT, 'test/browser')

test('every test that docs/coverage.md names exists', () => {
  const known = new Set(
    readdirSync(BROWSER)
      .filter((file) => file.endsWith('.test.ts'))
      .flatMap((file) =>
        [...readFileSync(join(BROWSER, file), 'utf8').matchAll(/\btest\(\s*(['"`])(.+?)\1,/gs)].map(
          ([, , name]) => `${file.replace('.test.ts', '')}: ${name}`,
        ),
      ),
  )
  const named = readFileSync(join(ROOT, 'docs/coverage.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| (?!line |---)/.test(line))
    .map(
      (line) =>
        line
          .split(' | ')
          .at(-1)
          ?.replace(/\s*\|$/, '')
          .trim() ?? '',
    )
    .filter((name) => name !== '')
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((name) => !known.has(name))).toEqual([])
})
