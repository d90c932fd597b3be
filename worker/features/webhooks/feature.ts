import type { Feature } from '../../platform/manifest/feature.ts'
import { countDeliveries, listDeliveries } from './deliveries/delivery-state-store.ts'
import { consumeDeliveries } from './delivery/consume-deliveries.ts'
import { planDeliveries } from './delivery/fan-out.ts'
import { webhookRetention } from './retention.ts'
import { webhookRoutes } from './routes.ts'
import { webhookSearchTexts } from './settings/search-text-store.ts'
import { SWEEP_OF_DELIVERIES, sweepDeliveries } from './sweep-deliveries.ts'

/** Outgoing webhooks: their settings, and the delivery of events to them. */
export const webhooks: Feature = {
  name: 'webhooks',
  mounts: [{ path: '/api/v1', routes: webhookRoutes }],
  // The values of custom headers are sealed, and a receiver may well call this API.
  secretBodies: [{ path: '/api/v1/webhooks', below: true, field: (path) => path.startsWith('headers.') }],
  minuteTasks: [{ name: SWEEP_OF_DELIVERIES, run: sweepDeliveries }],
  retention: webhookRetention,
  searchTexts: webhookSearchTexts,
  eventTargets: [{ plan: planDeliveries, countDeliveries, listDeliveries }],
  queues: {
    deliveries: consumeDeliveries('main'),
    'deliveries-slow': consumeDeliveries('slow'),
  },
}
