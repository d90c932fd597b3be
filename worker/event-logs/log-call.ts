import { newId } from '../lib/ids.ts'
import { redactKeys } from '../lib/redact.ts'
import { logBuffer, type Sink, type Waiter } from './buffer.ts'
import type { LogRecord } from './entry.ts'

const MAX_ENDPOINT = 500
const MAX_USER_AGENT = 200

/** What a caller tells of a call; the rest of its entry follows from it. */
export type LoggedCall = Omit<LogRecord, 'id' | 'webhookId' | 'appId'>

/** Logs one call: it waits in the isolate's buffer for the next message to the queue. Keys in its texts are cut down. */
export function logCall(call: LoggedCall, sink: Sink, waiter: Waiter): void {
  logBuffer.record(
    {
      ...call,
      id: newId('log', call.time),
      webhookId: null,
      appId: null,
      endpoint: redactKeys(call.endpoint).slice(0, MAX_ENDPOINT),
      userAgent: call.userAgent === null ? null : redactKeys(call.userAgent).slice(0, MAX_USER_AGENT) || null,
    },
    sink,
    waiter,
  )
}
