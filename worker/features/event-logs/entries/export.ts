import { type ExportEventLogs, type ExportFormat, LOG_COLUMNS, type LogEntry } from '../../../../contract/event-logs.ts'
import { BYTE_ORDER_MARK, csvLine } from '../../../../contract/lib/csv.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { utf8 } from '../../../platform/lib/crypto/encoding.ts'
import { presentLog, spanOf } from './list.ts'
import { listLogs } from './list-store.ts'

/** Rows per query, which is what is in memory at a time. */
const PAGE = 2000

/**
 * The organization's log as a file, newest first, as of `deps.now`: entries that are logged during the export have a
 * later time and are not included. It reads a page only when the consumer of the stream asks for more, so memory use
 * does not depend on the length of the log. Canceling the stream ends the export; a database error aborts it.
 */
export async function exportEventLogs(
  deps: Deps,
  actor: Actor,
  query: ExportEventLogs,
): Promise<ReadableStream<Uint8Array>> {
  requireScope(actor, 'logs:read')
  const { from, to } = await spanOf(deps, actor, query)
  const filters = { ...query, from, to: Math.min(to ?? deps.now, deps.now), reach: reachOf(actor).environment }
  const lineOf = LINES[query.format]
  let position: { time: number; id: string } | null = null
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        if (query.format === 'csv') controller.enqueue(utf8(BYTE_ORDER_MARK + csvLine(LOG_COLUMNS)))
      },
      async pull(controller) {
        // Loop until something is enqueued: a pull that enqueues nothing is not called again.
        for (;;) {
          const { rows, lookedTo } = await listLogs(deps.db, actor.organization.id, filters, position, PAGE)
          const last = rows.length === PAGE ? rows.at(-1) : lookedTo
          if (rows.length > 0) controller.enqueue(utf8(rows.map((row) => lineOf(presentLog(row))).join('')))
          if (!last) return controller.close()
          position = { time: last.time, id: last.id }
          if (rows.length > 0) return
        }
      },
    },
    { highWaterMark: 0 },
  )
}

const TYPE_NAMES = {
  api_call: 'API call',
  webhook: 'Webhook',
  auth: 'Auth',
  incoming: 'Incoming',
  gateway: 'Gateway',
  tool: 'Tool call',
} as const

const LINES: Record<ExportFormat, (entry: LogEntry) => string> = {
  csv: (entry) =>
    csvLine([
      entry.time,
      TYPE_NAMES[entry.type],
      entry.keyName ?? entry.webhookName ?? entry.appName ?? entry.keyId ?? entry.webhookId ?? entry.appId,
      entry.endpoint,
      entry.method,
      entry.status,
      entry.durationMs,
      entry.ip,
      entry.outcome,
      entry.reason && JSON.stringify(entry.reason),
    ]),
  jsonl: (entry) => `${JSON.stringify(entry)}\n`,
}
