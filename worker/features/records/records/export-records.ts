import { BYTE_ORDER_MARK, csvLine } from '../../../../contract/lib/csv.ts'
import type { ExportRecords } from '../../../../contract/records.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { utf8 } from '../../../platform/lib/crypto/encoding.ts'
import type { Json } from '../../../platform/lib/json/json.ts'
import type { ModuleRow } from '../modules/module-store.ts'
import { ownModule } from '../modules/own-module.ts'
import { listRecordRows, type Position } from './list-store.ts'
import { readListQuery } from './read-list-query.ts'
import { recordScope } from './record-scope.ts'
import type { RecordRow } from './record-store.ts'

/** Records per query, which is what is in memory at a time: each has at most 64 KB. */
const PAGE = 200

/** What a record has besides its fields. No field has a space in its name, so the columns are told apart. */
const OTHER_COLUMNS = ['record id', 'created at', 'updated at']

/**
 * The records of a module that match the filters, as CSV: a column for each field by its name, so that importing the file
 * gives the same values, then the id and the times. It reads a page only when the consumer of the stream asks for more.
 * Throws like `listRecords`.
 */
export async function exportRecords(
  deps: Deps,
  actor: Actor,
  slug: string,
  query: ExportRecords,
): Promise<ReadableStream<Uint8Array>> {
  requireScope(actor, recordScope(slug, 'read'))
  const module = await ownModule(deps, actor.organization.id, slug)
  const { filters, sort } = readListQuery(module, query)
  const { environment } = reachOf(actor)
  let after: Position | null = null
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const columns = [...module.fields.map(({ name }) => name), ...OTHER_COLUMNS]
        controller.enqueue(utf8(BYTE_ORDER_MARK + csvLine(columns)))
      },
      async pull(controller) {
        // Loop until something is enqueued: a pull that enqueues nothing is not called again.
        for (;;) {
          const wanted = { module, environment, sort, filters, after }
          const { rows, lookedTo } = await listRecordRows(deps.db, wanted, PAGE)
          const next: Position | null | undefined = rows.length === PAGE ? rows.at(-1)?.position : lookedTo
          if (rows.length > 0) controller.enqueue(utf8(rows.map((row) => lineOf(module, row)).join('')))
          if (!next) return controller.close()
          after = next
          if (rows.length > 0) return
        }
      },
    },
    { highWaterMark: 0 },
  )
}

const lineOf = (module: ModuleRow, row: RecordRow): string =>
  csvLine([
    ...module.fields.map(({ key }) => cellOf(row.data[key])),
    row.id,
    new Date(row.createdAt).toISOString(),
    new Date(row.updatedAt).toISOString(),
  ])

function cellOf(value: Json | undefined): string | number | null {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'number') {
    return value ?? null
  }
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}
