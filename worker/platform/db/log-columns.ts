import { auditLogs, eventLogs } from './schema.ts'

/** What is shown of an entry of the event log. */
export const logColumns = {
  id: eventLogs.id,
  time: eventLogs.time,
  type: eventLogs.type,
  keyId: eventLogs.keyId,
  webhookId: eventLogs.webhookId,
  appId: eventLogs.appId,
  endpoint: eventLogs.endpoint,
  method: eventLogs.method,
  status: eventLogs.status,
  durationMs: eventLogs.durationMs,
  ip: eventLogs.ip,
  country: eventLogs.country,
  userAgent: eventLogs.userAgent,
  requestId: eventLogs.requestId,
  environment: eventLogs.environment,
  outcome: eventLogs.outcome,
  reason: eventLogs.reason,
}

/** What is shown of an entry of the audit log. */
export const auditColumns = {
  id: auditLogs.id,
  time: auditLogs.time,
  actorType: auditLogs.actorType,
  actorId: auditLogs.actorId,
  actorName: auditLogs.actorName,
  action: auditLogs.action,
  targetType: auditLogs.targetType,
  targetId: auditLogs.targetId,
  targetName: auditLogs.targetName,
  before: auditLogs.before,
  after: auditLogs.after,
  ip: auditLogs.ip,
  requestId: auditLogs.requestId,
  environment: auditLogs.environment,
}
