import type { RateLimit } from '../../../../client/src/generated.ts'
import { MAX_IMPORT } from '../../../../contract/api-keys.data.ts'
import { callApi } from '../../../api/call-api.ts'
import type { ImportLine, LineError } from './import-lines.ts'

/** Maximum bytes of one request: well under the 1 MB of the API. */
const MAX_BYTES = 700_000

export type Outcome = { outcome: 'imported' | 'exists' | 'refused'; id: string | null; errors: LineError[] }
/** The results of lines, real or by dry run, by position. A line without an entry was not sent. */
export type Outcomes = ReadonlyMap<number, Outcome>

/** The expected result of a line: refused for local errors, or what the server answered. */
export const expectedOutcome = (line: ImportLine, outcomes: Outcomes): Outcome['outcome'] =>
  line.errors.length > 0 ? 'refused' : (outcomes.get(line.at)?.outcome ?? 'refused')

/** Defaults for lines that set none: scopes (default: none) and limits (default: those of a new key). */
export type Defaults = { scopes: string[]; rateLimit: RateLimit | null }

/** A line with the defaults filled in. */
export function withDefaults(line: ImportLine, { scopes, rateLimit }: Defaults): Record<string, unknown> {
  return { ...(rateLimit && { rateLimit }), ...(scopes.length > 0 && { scopes }), ...line.key }
}

export type Chunk = { lines: ImportLine[]; keys: Record<string, unknown>[] }

/** Splits the lines that can be sent into requests of the maximum size. */
export function chunksOf(lines: readonly ImportLine[], defaults: Defaults): Chunk[] {
  const chunks: Chunk[] = []
  let bytes = 0
  for (const line of lines) {
    if (line.errors.length > 0) continue
    const key = withDefaults(line, defaults)
    // Estimated at two bytes per character; most take one, so a chunk tends to be too small rather than too large.
    const size = JSON.stringify(key).length * 2
    const last = chunks.at(-1)
    if (last && last.lines.length < MAX_IMPORT && bytes + size <= MAX_BYTES) {
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
 * Sends lines chunk by chunk until all are done or the user stops; rejects if a request fails. `outcomes` is filled
 * with the answers, and lines that already have a result are not sent again. `keyFor`: the same chunk gets the same
 * idempotency key, so that a retry after a lost answer returns the real result.
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

/** Removes the position of the line in the request, which means nothing to the user. */
const ofTheLine = ({ path, message }: LineError): LineError => ({
  path: path.replace(/^keys\.\d+\.?/, '').replace(/^rateLimit\./, ''),
  message: message.replace(/^is the same as that of keys\.\d+$/, 'is there twice'),
})
