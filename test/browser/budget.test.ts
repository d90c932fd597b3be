import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const DIST = new URL('../../dist/admin-ui/', import.meta.url)

type Chunk = { file: string; imports?: string[]; isEntry?: boolean; isDynamicEntry?: boolean; css?: string[] }
const manifest: Record<string, Chunk> = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'))

const zipped = (file: string) => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length

/** A chunk and all that it imports at once. */
function withImports(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const next of manifest[name]?.imports ?? []) withImports(next, seen)
  return seen
}

/** Bytes of gzipped JavaScript that a visitor has loaded once these entries are on the screen, theme.js among them. */
function cost(...entries: string[]): number {
  const chunks = new Set(entries.flatMap((entry) => [...withImports(entry)]))
  const files = [...chunks].map((name) => manifest[name]?.file ?? '')
  return files.filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + zipped(file), zipped('theme.js'))
}

const ENTRY = 'index.html'

describe('what a visitor loads', () => {
  test('the first route, from sign-in to the list of keys, is at most 56 KB of JavaScript', () => {
    expect(cost(ENTRY)).toBeLessThanOrEqual(56_000)
  })

  const parts = Object.keys(manifest).filter((name) => manifest[name]?.isDynamicEntry)

  test('there are parts that load later', () => {
    expect(parts.length).toBeGreaterThan(5)
  })

  test.each(parts)('with %s it is at most 70 KB', (part) => {
    expect(cost(ENTRY, part)).toBeLessThanOrEqual(70_000)
  })

  test('the styles are at most 10 KB', () => {
    const styles = readdirSync(new URL('assets/', DIST)).filter((file) => file.endsWith('.css'))
    expect(styles.reduce((sum, file) => sum + zipped(`assets/${file}`), 0)).toBeLessThanOrEqual(10_000)
  })

  test('the validator stays on the server', () => {
    const scripts = readdirSync(new URL('assets/', DIST)).filter((file) => file.endsWith('.js'))
    // The names alone: a script is nothing that one reads in a report.
    const validating = scripts.filter((file) =>
      readFileSync(new URL(`assets/${file}`, DIST), 'utf8').includes('ZodError'),
    )
    expect(validating).toEqual([])
  })
})
