import type { Feature } from '../../platform/manifest/feature.ts'
import { foldNames } from './fold-names.ts'
import { purgeAuditLogs, purgeDeliveries, purgeEventLogs } from './purge.ts'
import { purgeUsage } from './purge-usage.ts'
import { reseal } from './reseal.ts'
import { healthRoutes, upkeepRoutes } from './routes.ts'
import { sweep } from './sweep.ts'

/** Jobs that keep an installation in order: retention, archives, resealing. */
export const maintenance: Feature = {
  name: 'maintenance',
  mounts: [
    { path: '/api/v1', routes: upkeepRoutes },
    { path: '/', routes: healthRoutes },
  ],
  jobs: [sweep, purgeEventLogs, purgeDeliveries, purgeAuditLogs, purgeUsage, foldNames, reseal],
}
