import type { LogEntry } from '../../../../contract/event-logs.ts'
import { pageLink } from '../../../platform/manifest/tools/answer.ts'
import { explain } from '../explain/explain.ts'

/** The page of an entry of the log. */
export const entryLink = (id: string): string => pageLink('/event-logs', { log: id })

/** An entry as tools show it: with why it failed and how to fix it. */
export function showEntry(entry: LogEntry) {
  const explained = explain(entry)
  return {
    id: entry.id,
    time: entry.time,
    type: entry.type,
    call: `${entry.method} ${entry.endpoint}`,
    status: entry.status,
    durationMs: entry.durationMs,
    outcome: entry.outcome,
    ...(explained && { why: explained.why, fix: explained.fix }),
    requestId: entry.requestId,
    environment: entry.environment,
    ...(entry.keyId !== null && { key: { id: entry.keyId, name: entry.keyName } }),
    ...(entry.webhookId !== null && { webhook: { id: entry.webhookId, name: entry.webhookName } }),
    ...(entry.appId !== null && { app: { id: entry.appId, name: entry.appName } }),
    ...(entry.deliveryId !== null && { deliveryId: entry.deliveryId }),
    ip: entry.ip,
    country: entry.country,
    userAgent: entry.userAgent,
  }
}
