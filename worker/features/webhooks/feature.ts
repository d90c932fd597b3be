import type { Feature } from '../../platform/manifest/feature.ts'
import { consumeDeliveries } from './delivery/consume-deliveries.ts'
import { sweepDeliveries } from './sweep-deliveries.ts'
import { webhookRoutes } from './routes.ts'

/** Outgoing webhooks: their settings, and the delivery of events to them. */
export const webhooks: Feature = {
  name: 'webhooks',
  mounts: [{ path: '/api/v1', routes: webhookRoutes }],
  // The values of custom headers are sealed, and a receiver may well call this API.
  secretBodies: [{ path: '/api/v1/webhooks', below: true, field: (path) => path.startsWith('headers.') }],
  minuteTasks: [{ name: 'deliveries', run: sweepDeliveries }],
  queues: {
    deliveries: consumeDeliveries('main'),
    'deliveries-slow': consumeDeliveries('slow'),
  },
}
