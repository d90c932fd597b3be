import type { RateLimit } from '../../../../client/src/generated.ts'
import { callApi } from '../../../api/call-api.ts'
import type { ImportLine, LineError } from './import-lines.ts'

/** What one request may hold: lines as the API has it, and bytes well under its 1 MB. */
const MAX_LINES = 500
const MAX_BYTES = 700_000

export type Outcome = { outcome: 'imported' | 'exists' | 'refused'; id: string | null; errors: LineError[] }
/** What became, or would become, of lines, by where they stand. A line without an entry was not asked about. */
export type Outcomes = ReadonlyMap<number, Outcome>

/** The outcome that a line would have: refused for problems found here, or what the server answered. */
export const fateOf = (line: ImportLine, outcomes: Outcomes): Outcome['outcome'] =>
  line.errors.length > 0 ? 'refused' : (outcomes.get(line.at)?.outcome ?? 'refused')

/** What lines take that name none: no scopes, and the limits of a new key, where these name none either. */
export type Defaults = { scopes: string[]; rateLimit: RateLimit | null }

/** A line with what it leaves open filled in. */
export function withDefaults(line: ImportLine, { scopes, rateLimit }: Defaults): Record<string, unknown> {
  return { ...(rateLimit && { rateLimit }), ...(scopes.length > 0 && { scopes }), ...line.key }
}

export type Chunk = { lines: ImportLine[]; keys: Record<string, unknown>[] }

/** The lines that can be sent, as many to a request as it can hold. */
export function chunksOf(lines: readonly ImportLine[], defaults: Defaults): Chunk[] {
  const chunks: Chunk[] = []
  let bytes = 0
  for (const line of lines) {
    if (line.errors.length > 0) continue
    const key = withDefaults(line, defaults)
    // At most four bytes to a character; most take one, so a chunk is rather too small than too large.
    const size = JSON.stringify(key).length * 2
    const last = chunks.at(-1)
    if (last && last.lines.length < MAX_LINES && bytes + size <= MAX_BYTES) {
      last.lines.push(line)
      last.keys.push(key)
      bytes += size
    } else {
      chunks.push({ lines: [line], keys: [key] })
      bytes = size
    }
  }
  return chunks
}

type Watch = { onProgress: (tried: number) => void; stopped: () => boolean }

/**
 * Sends lines chunk by chunk until all are done or somebody stops; rejects when a request fails. `outcomes` is filled as
 * answers come, and what stands in it already is not sent again. `keyFor`: the same chunk gets the same idempotency key, so
 * that trying again after a lost answer tells what really happened.
 */
export async function runImport(
  chunks: readonly Chunk[],
  dryRun: boolean,
  outcomes: Map<number, Outcome>,
  keyFor: (chunk: Chunk) => string,
  watch: Watch,
): Promise<void> {
  for (const chunk of chunks) {
    if (watch.stopped()) return
    if (chunk.lines.every((line) => outcomes.has(line.at))) continue
    const { results } = await callApi('POST', '/api/v1/api-keys/import', {
      body: { keys: chunk.keys, dryRun },
      ...(dryRun ? {} : { idempotencyKey: keyFor(chunk) }),
    })
    for (const { index, outcome, id, errors } of results) {
      const line = chunk.lines[index]
      if (line) outcomes.set(line.at, { outcome, id, errors: errors.map(ofTheLine) })
    }
    watch.onProgress(outcomes.size)
  }
}

/** The position of a line in a request means nothing to a person who has the file. */
const ofTheLine = ({ path, message }: LineError): LineError => ({
  path: path.replace(/^keys\.\d+\.?/, '').replace(/^rateLimit\./, ''),
  message: message.replace(/^is the same as that of keys\.\d+$/, 'is there twice'),
})
