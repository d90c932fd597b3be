import { newId } from '../../worker/platform/lib/ids.ts'
import type { LogRecord } from '../../worker/platform/request-log/entry.ts'

/** An entry of the log as the Worker would create it. */
export function logEntry(organizationId: string, more: Partial<LogRecord> = {}): LogRecord {
  const time = more.time ?? Date.now()
  return {
    organizationId,
    time,
    id: newId('log', time),
    type: 'api_call',
    environment: 'live',
    keyId: null,
    webhookId: null,
    appId: null,
    route: '/api/v1/me',
    endpoint: '/api/v1/me',
    method: 'GET',
    status: 200,
    durationMs: 5,
    ip: '203.0.113.9',
    country: 'DE',
    userAgent: 'test',
    requestId: crypto.randomUUID(),
    previousSecret: false,
    ...more,
  }
}
