import type { Feature } from '../../platform/manifest/feature.ts'
import { findTokens, HOLDS_A_TOKEN } from './token/find-tokens.ts'
import { incomingCredentials } from './token/incoming-guard.ts'

/** Incoming webhooks: URLs that make records or events of what other systems post to them. */
export const incoming: Feature = {
  name: 'incoming',
  mounts: [
    { path: '/api/v1', load: () => import('./routes.ts').then((module) => module.incomingRoutes) },
    { path: '/api/v1', load: () => import('./door/routes.ts').then((module) => module.doorRoutes) },
  ],
  operations: () => import('./operations.ts').then((module) => module.incomingOperations),
  // The door reads bodies with a limit of its own, so that a refusal is logged under the webhook.
  ownBodyLimits: ['/api/v1/webhooks/incoming/'],
  // Secrets of senders are sealed. A sample is not stored.
  secretBodies: [
    { path: '/api/v1/incoming-webhooks', below: true, field: (path) => /^(?:verification|sample)\b/.test(path) },
  ],
  credentialKinds: [incomingCredentials],
  secretFinders: [{ find: findTokens, message: HOLDS_A_TOKEN }],
  jobs: [() => import('./replay/run-replays.ts').then((module) => module.runReplays)],
  retention: () => import('./retention.ts').then((module) => module.incomingRetention),
  agentTools: () => import('./tools/tools.ts').then((module) => module.incomingTools),
}
