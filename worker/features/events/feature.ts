import type { Feature } from '../../platform/manifest/feature.ts'
import { eventRoutes } from './routes.ts'
import { publishEvent } from './rpc.ts'

/** Events and the catalog of event types. */
export const events = {
  name: 'events',
  mounts: [{ path: '/api/v1', routes: eventRoutes }],
  rpc: { publishEvent },
} satisfies Feature
