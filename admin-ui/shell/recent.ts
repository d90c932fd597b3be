import { readStored, writeStored } from '../hooks/storage.ts'

type Recent = { label: string; href: string }

const MOST = 5

/** What was opened from the search lately, the newest first. */
export function readRecent(): Recent[] {
  try {
    const stored: unknown = JSON.parse(readStored('recent') ?? '[]')
    return Array.isArray(stored) ? stored.filter(isRecent).slice(0, MOST) : []
  } catch {
    return []
  }
}

/** Puts an object at the top of what was opened lately. */
export function rememberRecent(opened: Recent): void {
  const others = readRecent().filter(({ href }) => href !== opened.href)
  writeStored('recent', JSON.stringify([opened, ...others].slice(0, MOST)))
}

// The stored text is of an older version, or of anybody who can write to the browser's storage: only paths of this site.
const isRecent = (one: unknown): one is Recent =>
  typeof one === 'object' &&
  one !== null &&
  'label' in one &&
  typeof one.label === 'string' &&
  'href' in one &&
  typeof one.href === 'string' &&
  /^\/(?!\/)/.test(one.href)
