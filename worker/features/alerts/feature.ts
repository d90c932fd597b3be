import type { Feature } from '../../platform/manifest/feature.ts'
import { detectAnomalies } from './detection/detect-anomalies.ts'
import { detectBursts } from './detection/detect-bursts.ts'
import { publishAlerts } from './publish-alerts.ts'
import { alertRetention } from './retention.ts'
import { alertRoutes } from './routes.ts'
import { sendAlertMails } from './send-mails.ts'

/** Alerts: their rules, detection over the log, and how people hear of them. */
export const alerts: Feature = {
  name: 'alerts',
  mounts: [{ path: '/api/v1', routes: alertRoutes }],
  jobs: [detectBursts, detectAnomalies, publishAlerts, sendAlertMails],
  retention: alertRetention,
}
