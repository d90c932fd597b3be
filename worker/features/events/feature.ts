import type { Feature } from '../../platform/manifest/feature.ts'

/** Events and the catalog of event types. */
export const events = {
  name: 'events',
  mounts: [{ path: '/api/v1', load: () => import('./routes.ts').then((module) => module.eventRoutes) }],
  operations: () => import('./operations.ts').then((module) => module.eventOperations),
  rpc: { publishEvent: () => import('./rpc.ts').then((module) => module.publishEvent) },
  agentTools: () => import('./tools.ts').then((module) => module.eventTools),
} satisfies Feature
