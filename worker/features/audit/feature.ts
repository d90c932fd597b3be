import type { Feature } from '../../platform/manifest/feature.ts'

/** The list of what was changed, by whom. */
export const audit: Feature = {
  name: 'audit',
  mounts: [{ path: '/api/v1', load: () => import('./routes.ts').then((module) => module.auditRoutes) }],
  operations: () => import('./operations.ts').then((module) => module.auditOperations),
  retention: () => import('./retention.ts').then((module) => module.auditRetention),
  agentTools: () => import('./tools.ts').then((module) => module.auditTools),
}
