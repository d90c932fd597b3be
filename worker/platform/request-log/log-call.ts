import { newId } from '../lib/ids.ts'
import { redactLine } from '../redaction/redact-line.ts'
import { logBuffer, type Sink, type Waiter } from './buffer.ts'
import type { LogRecord } from './entry.ts'

const MAX_ENDPOINT = 500
const MAX_USER_AGENT = 200

/** The input for a log entry; the other fields are derived from it. */
export type LoggedCall = Omit<LogRecord, 'id' | 'webhookId' | 'appId'> & {
  id?: string
  webhookId?: string
  appId?: string | null
}

/**
 * The call of an end client whose credential another backend verified: its entry without the fields that come from the
 * verifying call (time, duration, request id).
 */
export type VerifiedCall = Omit<LoggedCall, 'time' | 'durationMs' | 'requestId'>

/** Logs one call: it waits in the isolate's buffer for the next queue message. Secrets in its texts are redacted. */
export function logCall(call: LoggedCall, sink: Sink, waiter: Waiter): void {
  const { time, endpoint, userAgent } = call
  logBuffer.record(
    {
      // Field by field: spreading the object costs more than everything else here.
      organizationId: call.organizationId,
      time,
      id: call.id ?? newId('log', time),
      type: call.type,
      environment: call.environment,
      keyId: call.keyId,
      webhookId: call.webhookId ?? null,
      appId: call.appId ?? null,
      route: call.route,
      endpoint: redactLine(endpoint).slice(0, MAX_ENDPOINT),
      method: call.method,
      status: call.status,
      durationMs: call.durationMs,
      ip: call.ip,
      country: call.country,
      userAgent: userAgent === null ? null : redactLine(userAgent).slice(0, MAX_USER_AGENT) || null,
      requestId: call.requestId,
      previousSecret: call.previousSecret,
      near: call.near,
      outcome: call.outcome,
      reported: call.reported,
      reason: call.reason,
      captured: call.captured,
    },
    sink,
    waiter,
  )
}
