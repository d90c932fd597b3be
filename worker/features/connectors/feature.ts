import type { Feature } from '../../platform/manifest/feature.ts'
import { PROVIDERS } from './providers/all.ts'

/**
 * Connectors: events to Zapier, Make, n8n, Slack and Discord. They are delivered as webhooks are; each provider composes its
 * own requests and judges the answers.
 */
export const connectors: Feature = {
  name: 'connectors',
  mounts: [
    { path: '/api/v1', load: () => import('./routes.ts').then((module) => module.connectorRoutes) },
    { path: '/api/v1', load: () => import('./hooks/routes.ts').then((module) => module.hookRoutes) },
  ],
  operations: () => import('./operations.ts').then((module) => module.connectorOperations),
  deliveryProviders: PROVIDERS,
}
