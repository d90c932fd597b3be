import { sweepIdempotency } from '../../platform/http/idempotency-retention.ts'
import type { Feature } from '../../platform/manifest/feature.ts'
import { foldNames } from './fold-names.ts'
import { purgeUsage } from './purge-usage.ts'
import { reseal } from './reseal.ts'
import { healthRoutes, upkeepRoutes } from './routes.ts'
import { sweep } from './sweep.ts'

/** Jobs that keep an installation in order: they run the retention of all features, and seal secrets anew. */
export const maintenance: Feature = {
  name: 'maintenance',
  mounts: [
    { path: '/api/v1', routes: upkeepRoutes },
    { path: '/', routes: healthRoutes },
  ],
  jobs: [sweep, purgeUsage, foldNames, reseal],
  retention: { sweeps: [sweepIdempotency] },
}
