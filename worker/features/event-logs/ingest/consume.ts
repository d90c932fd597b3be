import type { Database } from '../../../platform/db/client.ts'
import { reportError } from '../../../platform/lib/report.ts'
import type { LogMessage, LogRecord } from '../../../platform/request-log/entry.ts'
import { pushEntries } from '../live/live-feed-client.ts'
import type { LiveFeed } from '../live/live-feed-object.ts'
import { findWatched } from '../live/watch-store.ts'
import { writeLogBatch } from './write-batch.ts'

/** Writes a log batch, then sends its entries to live listeners. Rejects if the log could not be written. */
export async function consumeLogs(
  db: Database,
  feeds: DurableObjectNamespace<LiveFeed>,
  messages: readonly LogMessage[],
): Promise<void> {
  await writeLogBatch(db, messages)
  const records = new Map<string, LogRecord[]>()
  // Listeners get no captured headers and bodies; these are read from the log per entry.
  for (const { captured: _, ...entry } of messages.flatMap((message) => message.entries)) {
    const known = records.get(entry.organizationId)
    if (known) known.push(entry)
    else records.set(entry.organizationId, [entry])
  }
  if (records.size === 0) return
  try {
    const watched = await findWatched(db, [...records.keys()], Date.now())
    await Promise.all(watched.map((id) => pushEntries(feeds, id, (records.get(id) ?? []).toSorted(byTime))))
  } catch (error) {
    // The log is written, so listeners can still find the entries there.
    reportError('it is not known whether anybody watches the log', error)
  }
}

const byTime = (a: LogRecord, b: LogRecord) => a.time - b.time || (a.id < b.id ? -1 : 1)
