import type { Feature } from '../../platform/manifest/feature.ts'
import { identityRetention } from './retention.ts'
import { authRoutes, identityRoutes } from './routes.ts'
import { sessionVerifier } from './session-verifier.ts'

/** Organizations, people, sessions and the first setup. */
export const identity: Feature = {
  name: 'identity',
  mounts: [
    { path: '/api/auth', routes: authRoutes },
    { path: '/api/v1', routes: identityRoutes },
  ],
  verifiers: [sessionVerifier],
  retention: identityRetention,
}
