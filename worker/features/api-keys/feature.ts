import type { Feature } from '../../platform/manifest/feature.ts'
import { findKeys, HOLDS_A_KEY } from './format/find-keys.ts'
import { apiKeyCredentials } from './guard/key-guard.ts'
import { apiKeyVerifier } from './verification/verifier.ts'

/** API keys: their life, verification, limits and leaks. */
export const apiKeys = {
  name: 'api-keys',
  mounts: [
    { path: '/api/v1', load: () => import('./routes.ts').then((module) => module.apiKeyRoutes) },
    { path: '/api/v1', load: () => import('./scopes/routes.ts').then((module) => module.scopeRoutes) },
  ],
  operations: () => import('./operations.ts').then((module) => module.apiKeyOperations),
  jobs: [
    () => import('./review/resolve-alerts.ts').then((module) => module.resolveKeyAlerts),
    () => import('./review/review.ts').then((module) => module.reviewKeys),
  ],
  retention: () => import('./retention.ts').then((module) => module.apiKeyRetention),
  searchTexts: () => import('./search-text-store.ts').then((module) => module.keySearchTexts),
  verifiers: [apiKeyVerifier],
  credentialKinds: [apiKeyCredentials],
  secretFinders: [{ find: findKeys, message: HOLDS_A_KEY }],
  secretBodies: [
    { path: '/api/v1/api-keys/verify' },
    { path: '/api/v1/api-keys/leak-reports' },
    // Each line of an import stands for itself: the verb refuses the lines that hold a key.
    { path: '/api/v1/api-keys/import' },
  ],
  rpc: { verifyKey: () => import('./verification/rpc.ts').then((module) => module.verifyKey) },
  agentTools: () => import('./tools/tools.ts').then((module) => module.apiKeyTools),
} satisfies Feature
