import { readStored, writeStored } from '../../../hooks/storage.ts'
import type { ImportRow } from './import-rows.ts'

/** How long the API keeps the answers of idempotency keys, ms. */
const KEPT_MS = 24 * 60 * 60 * 1000
const NAME = 'import'

async function digestOf(content: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(content))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

type Begun = { digest: string; id: string; at: number }

function begun(): Begun | null {
  try {
    return JSON.parse(readStored(NAME) ?? 'null')
  } catch {
    return null
  }
}

/**
 * The id of an import of some content. It is kept until `finishImport`, also when the page is closed: the same content then
 * continues the import that was interrupted, and rows that were written are not written again.
 */
export async function beginImport(content: unknown, now: number): Promise<string> {
  const digest = await digestOf(content)
  const before = begun()
  if (before?.digest === digest && now - before.at < KEPT_MS) return before.id
  const next: Begun = { digest, id: crypto.randomUUID(), at: now }
  writeStored(NAME, JSON.stringify(next))
  return next.id
}

/** The import is complete: the same content is a new one from now on. */
export const finishImport = (): void => writeStored(NAME, null)

/** The idempotency key of a call: the same for the same rows of the same import. */
export const callKey = async (id: string, chunk: readonly ImportRow[]): Promise<string> =>
  `${id}.${chunk[0]?.at}.${await digestOf(chunk.map(({ data }) => data))}`
