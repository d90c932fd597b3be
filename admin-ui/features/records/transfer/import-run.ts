import type { WrittenRecords } from '../../../../client/src/generated.ts'
import { MAX_RECORD_BATCH } from '../../../../contract/records.data.ts'
import { callApi } from '../../../api/call-api.ts'
import { refusedFields } from '../../../forms/form.ts'
import type { ImportRow, RowError, Settings } from './import-rows.ts'

/** Maximum bytes of one request: well under the 1 MB of the API. */
const MAX_BYTES = 700_000

export type Outcome = { result: WrittenRecords['results'][number]['result']; errors: RowError[] }
/** What became of rows, or would, by their line. A row without an entry was not sent. */
export type Outcomes = Map<number, Outcome>

/** Splits rows into calls of the maximum size. */
export function chunksOf(rows: readonly ImportRow[]): ImportRow[][] {
  const chunks: ImportRow[][] = []
  let bytes = 0
  for (const row of rows) {
    // Estimated at two bytes per character; most take one.
    const size = JSON.stringify(row.data).length * 2
    const last = chunks.at(-1)
    if (last && last.length < MAX_RECORD_BATCH && bytes + size <= MAX_BYTES) {
      last.push(row)
      bytes += size
    } else {
      chunks.push([row])
      bytes = size
    }
  }
  return chunks
}

type Call = Pick<Settings, 'by'> & { slug: string; environment: 'live' | 'test'; dryRun: boolean; partial: boolean }
type Watch = { onProgress: () => void; isStopped: () => boolean }

/**
 * Sends rows, some per call, until all are done, it is stopped, or a call fails, which rejects. `outcomes` is filled with
 * the answers; rows that have one are not sent again. `keyFor`: the same call gets the same idempotency key, so that a retry
 * after a lost answer gets the real one.
 */
export async function runImport(
  chunks: readonly ImportRow[][],
  { slug, by, environment, dryRun, partial }: Call,
  outcomes: Outcomes,
  keyFor: (chunk: readonly ImportRow[]) => Promise<string>,
  { onProgress, isStopped }: Watch,
): Promise<void> {
  for (const chunk of chunks) {
    if (isStopped()) return
    if (chunk.every(({ at }) => outcomes.has(at))) continue
    const body = { records: chunk.map(({ data }) => data), dryRun, partial, environment, ...(by && { by }) }
    try {
      const { results } = await callApi('POST', '/api/v1/records/{slug}/batch', {
        params: { slug },
        body,
        ...(dryRun ? {} : { idempotencyKey: await keyFor(chunk) }),
      })
      for (const { index, result, errors } of results) {
        const row = chunk[index]
        if (row) outcomes.set(row.at, { result, errors })
      }
    } catch (error) {
      // Rows that are refused before they are looked at one by one, as if they held an API key.
      const refused = refusedRows(error, chunk)
      if (refused.size === 0) throw error
      for (const [at, errors] of refused) outcomes.set(at, { result: 'refused', errors })
      throw error
    }
    onProgress()
  }
}

/** The errors of a refused call (`records.3.email`) by the lines of its rows. */
export function refusedRows(error: unknown, chunk: readonly ImportRow[]): Map<number, RowError[]> {
  const found = new Map<number, RowError[]>()
  for (const [path, message] of Object.entries(refusedFields(error))) {
    const [, index, field = ''] = /^records\.(\d+)\.?(.*)$/.exec(path) ?? []
    const row = index === undefined ? undefined : chunk[Number(index)]
    if (row) found.set(row.at, [...(found.get(row.at) ?? []), { path: field, message }])
  }
  return found
}
