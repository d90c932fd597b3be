import type { Feature } from '../../platform/manifest/feature.ts'
import { hotMe } from './me-route.ts'
import { sessionVerifier } from './session-verifier.ts'

/** Organizations, people, sessions and the first setup. */
export const identity: Feature = {
  name: 'identity',
  mounts: [
    { path: '/api/auth', load: () => import('./routes.ts').then((module) => module.authRoutes) },
    { path: '/api/v1', load: () => import('./routes.ts').then((module) => module.identityRoutes) },
  ],
  operations: () => import('./operations.ts').then((module) => module.identityOperations),
  hotRoutes: [hotMe],
  verifiers: [sessionVerifier],
  retention: () => import('./retention.ts').then((module) => module.identityRetention),
  agentTools: () => import('./tools.ts').then((module) => module.identityTools),
}
