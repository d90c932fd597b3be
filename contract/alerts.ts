import { z } from 'zod'
import { ALERT_KINDS, ALERT_STATUSES, SEVERITIES } from './alerts.data.ts'
import { Environment, NamedEnvironment } from './api-keys.ts'
import { Cursor, Instant, idOf, Json, pageOf, pageSize } from './common.ts'

export const AlertId = idOf('alr', 'an alert')

/** An alert. If it occurs again while it is open, its count increases. */
export const Alert = z
  .strictObject({
    id: AlertId,
    kind: z.enum(ALERT_KINDS),
    severity: z.enum(SEVERITIES),
    target: z.strictObject({ type: z.string(), id: z.string(), name: z.string() }),
    details: z.record(z.string(), Json),
    environment: Environment.nullable().meta({
      description: 'Of the key or webhook that it is about; null when it is about the organization or an address.',
    }),
    count: z.int(),
    status: z.enum(ALERT_STATUSES),
    firstAt: Instant,
    lastAt: Instant,
    resolvedAt: Instant.nullable(),
    resolvedBy: z.string().nullable(),
  })
  .meta({ id: 'Alert' })
export type Alert = z.infer<typeof Alert>

export const ListAlerts = z.strictObject({
  limit: pageSize(20),
  cursor: Cursor,
  status: z.enum(ALERT_STATUSES).optional(),
  kind: z.enum(ALERT_KINDS).optional(),
  severity: z.enum(SEVERITIES).optional(),
  environment: NamedEnvironment,
})
export type ListAlerts = z.infer<typeof ListAlerts>

/** Newest first. `open`: the total number of open alerts; `openCritical`: those of them that are critical. */
export const AlertPage = pageOf(Alert).extend({ open: z.int(), openCritical: z.int() }).meta({ id: 'AlertPage' })
export type AlertPage = z.infer<typeof AlertPage>

export const UpdateAlerts = z
  .strictObject({
    ids: z.array(AlertId).min(1, 'choose at least one alert').max(100, 'at most 100 alerts'),
    status: z.enum(ALERT_STATUSES),
  })
  .meta({ id: 'UpdateAlerts' })
export type UpdateAlerts = z.infer<typeof UpdateAlerts>

export const AlertsUpdated = z.strictObject({ updated: z.int() }).meta({ id: 'AlertsUpdated' })
