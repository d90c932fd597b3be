import type { Feature } from '../../platform/manifest/feature.ts'
import { reviewKeys } from './review/review.ts'
import { settleKeyAlerts } from './review/settle-alerts.ts'
import { apiKeyRoutes } from './routes.ts'

/** API keys: their life, verification, limits and leaks. */
export const apiKeys: Feature = {
  name: 'api-keys',
  mounts: [{ path: '/api/v1', routes: apiKeyRoutes }],
  jobs: [settleKeyAlerts, reviewKeys],
}
