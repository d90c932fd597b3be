import type { Feature } from '../../platform/manifest/feature.ts'

/** Alerts: their rules, detection over the log, and how people hear of them. */
export const alerts: Feature = {
  name: 'alerts',
  mounts: [{ path: '/api/v1', load: () => import('./routes.ts').then((module) => module.alertRoutes) }],
  operations: () => import('./operations.ts').then((module) => module.alertOperations),
  jobs: [
    () => import('./detection/detect-bursts.ts').then((module) => module.detectBursts),
    () => import('./detection/detect-anomalies.ts').then((module) => module.detectAnomalies),
    () => import('./publish-alerts.ts').then((module) => module.publishAlerts),
    () => import('./send-mails.ts').then((module) => module.sendAlertMails),
  ],
  retention: () => import('./retention.ts').then((module) => module.alertRetention),
  agentTools: () => import('./tools.ts').then((module) => module.alertTools),
}
