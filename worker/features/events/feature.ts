import type { Feature } from '../../platform/manifest/feature.ts'
import { eventRoutes } from './routes.ts'

/** Events and the catalog of event types. */
export const events: Feature = {
  name: 'events',
  mounts: [{ path: '/api/v1', routes: eventRoutes }],
}
