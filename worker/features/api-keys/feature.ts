import type { Feature } from '../../platform/manifest/feature.ts'
import { findKeys, HOLDS_A_KEY } from './format/find-keys.ts'
import { apiKeyCredentials } from './guard/key-guard.ts'
import { apiKeyRetention } from './retention.ts'
import { reviewKeys } from './review/review.ts'
import { settleKeyAlerts } from './review/settle-alerts.ts'
import { apiKeyRoutes } from './routes.ts'
import { keySearchTexts } from './search-text-store.ts'
import { verifyKey } from './verification/rpc.ts'
import { apiKeyVerifier } from './verification/verifier.ts'

/** API keys: their life, verification, limits and leaks. */
export const apiKeys = {
  name: 'api-keys',
  mounts: [{ path: '/api/v1', routes: apiKeyRoutes }],
  jobs: [settleKeyAlerts, reviewKeys],
  retention: apiKeyRetention,
  searchTexts: keySearchTexts,
  verifiers: [apiKeyVerifier],
  credentialKinds: [apiKeyCredentials],
  secretFinders: [{ find: findKeys, message: HOLDS_A_KEY }],
  secretBodies: [
    { path: '/api/v1/api-keys/verify' },
    { path: '/api/v1/api-keys/leak-reports' },
    // Each line of an import stands for itself: the verb refuses the lines that hold a key.
    { path: '/api/v1/api-keys/import' },
  ],
  rpc: { verifyKey },
} satisfies Feature
