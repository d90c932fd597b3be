import type { Feature } from '../../platform/manifest/feature.ts'

/** What combines the other features: the overview, the first steps, and what belongs to an entry of the log. */
export const overview: Feature = {
  name: 'overview',
  mounts: [{ path: '/api/v1', load: () => import('./routes.ts').then((module) => module.overviewRoutes) }],
  operations: () => import('./operations.ts').then((module) => module.overviewOperations),
  retention: () => import('./retention.ts').then((module) => module.overviewRetention),
  agentTools: () => import('./tools.ts').then((module) => module.overviewTools),
}
