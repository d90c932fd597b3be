import type { Feature } from '../../platform/manifest/feature.ts'

/** Outgoing webhooks: their settings, and the delivery of events to them. */
export const webhooks: Feature = {
  name: 'webhooks',
  mounts: [{ path: '/api/v1', load: () => import('./routes.ts').then((module) => module.webhookRoutes) }],
  operations: () => import('./operations.ts').then((module) => module.webhookOperations),
  // The values of custom headers are sealed, and a receiver may well call this API.
  secretBodies: [{ path: '/api/v1/webhooks', below: true, field: (path) => path.startsWith('headers.') }],
  minuteTasks: [() => import('./sweep-deliveries.ts').then((module) => module.deliverySweep)],
  retention: () => import('./retention.ts').then((module) => module.webhookRetention),
  searchTexts: () => import('./settings/search-text-store.ts').then((module) => module.webhookSearchTexts),
  eventTargets: [() => import('./event-target.ts').then((module) => module.webhookEvents)],
  queues: {
    deliveries: () => import('./delivery/consume-deliveries.ts').then((module) => module.consumeDeliveries('main')),
    'deliveries-slow': () =>
      import('./delivery/consume-deliveries.ts').then((module) => module.consumeDeliveries('slow')),
  },
  agentTools: () => import('./tools.ts').then((module) => module.webhookTools),
}
