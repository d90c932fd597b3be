import type { Feature } from '../../platform/manifest/feature.ts'
import { authRoutes, identityRoutes } from './routes.ts'

/** Organizations, people, sessions and the first setup. */
export const identity: Feature = {
  name: 'identity',
  mounts: [
    { path: '/api/auth', routes: authRoutes },
    { path: '/api/v1', routes: identityRoutes },
  ],
}
