import type { Feature } from '../../platform/manifest/feature.ts'

/** The log of calls: ingest, lists, figures, the live stream. */
export const eventLogs: Feature = {
  name: 'event-logs',
  mounts: [{ path: '/api/v1', load: () => import('./routes.ts').then((module) => module.eventLogRoutes) }],
  operations: () => import('./operations.ts').then((module) => module.eventLogOperations),
  jobs: [() => import('./ingest/daily-rollup.ts').then((module) => module.rollUpDays)],
  retention: () => import('./retention.ts').then((module) => module.eventLogRetention),
  queues: { 'request-logs': () => import('./ingest/queue.ts').then((module) => module.consumeLogQueue) },
  agentTools: () => import('./tools/tools.ts').then((module) => module.eventLogTools),
}
