import type { Feature } from '../../platform/manifest/feature.ts'
import { auditRetention } from './retention.ts'
import { auditRoutes } from './routes.ts'

/** The list of what was changed, by whom. */
export const audit: Feature = {
  name: 'audit',
  mounts: [{ path: '/api/v1', routes: auditRoutes }],
  retention: auditRetention,
}
