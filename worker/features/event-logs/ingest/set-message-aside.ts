import { alertRow } from '../../../platform/alerts/raise.ts'
import { type Database, runBatch, type Statement } from '../../../platform/db/client.ts'
import { hourOf } from '../../../platform/lib/time/time.ts'
import { INSTALLATION, type LogRecord } from '../../../platform/request-log/entry.ts'
import { type PackedMessage, unpackMessage } from '../../../platform/request-log/message-codec.ts'
import { countCalls } from './counter-store.ts'
import { markSetAside, namesOf, SET_ASIDE } from './interrupted-store.ts'

/** After this many attempts the message is not even parsed: parsing it seems to end the runtime. */
const MAX_LOOKS = 4

/**
 * Gives up a log message. In one transaction, its entries are counted as dropped for their organizations and each of
 * these gets an alert. Counters in the message are kept.
 * @param begun how often it was processed alone
 */
export async function setMessageAside(
  db: Database,
  messageId: string,
  body: PackedMessage,
  begun: number,
): Promise<void> {
  // The queue delivers a set-aside message again if it was not acknowledged in time.
  if (begun > SET_ASIDE) return
  const now = Date.now()
  const mark = markSetAside(messageId, now)
  console.error(`a message of the log was set aside after ${begun} attempts to process it alone`)
  if (begun > MAX_LOOKS) {
    await runBatch(db, mark, countCalls({ organizationId: INSTALLATION, hour: hourOf(now), kind: 'dropped', calls: 1 }))
    return
  }
  const { entries, counters } = unpackMessage(body)
  const byOrganization = Map.groupBy(entries, ({ organizationId }) => organizationId)
  const names = await namesOf(db, [...byOrganization.keys()])
  const dropped = [...byOrganization].flatMap(([organizationId, some]) =>
    droppedRows(organizationId, names.get(organizationId), some, now),
  )
  await runBatch(db, mark, ...dropped, ...counters.map(countCalls))
}

function droppedRows(
  organizationId: string,
  name: string | undefined,
  entries: readonly LogRecord[],
  now: number,
): Statement[] {
  const counts = [...Map.groupBy(entries, ({ time }) => hourOf(time))].map(([hour, some]) =>
    countCalls({ organizationId, hour, kind: 'dropped', calls: some.length }),
  )
  if (name === undefined) return counts
  const times = entries.map(({ time }) => time)
  const alert = {
    organizationId,
    kind: 'log_entries_dropped',
    target: { type: 'organization', id: organizationId, name },
    details: {
      entries: entries.length,
      from: new Date(Math.min(...times)).toISOString(),
      to: new Date(Math.max(...times)).toISOString(),
    },
  } as const
  return [...counts, alertRow(alert, now)]
}
