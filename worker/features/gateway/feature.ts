import type { Feature } from '../../platform/manifest/feature.ts'
import { gatewayCalls } from './door.ts'

/** The gateway: routes to the upstreams of an organization, which check, limit and log each call. */
export const gateway: Feature = {
  name: 'gateway',
  hotDoors: [gatewayCalls],
  mounts: [
    { path: '/.well-known', load: () => import('./identity/routes.ts').then((module) => module.jwksRoutes) },
    { path: '/api/v1', load: () => import('./settings/routes.ts').then((module) => module.gatewayRouteRoutes) },
    { path: '/api/v1', load: () => import('./trial/routes.ts').then((module) => module.gatewayTrialRoutes) },
    { path: '/api/v1', load: () => import('./import/routes.ts').then((module) => module.gatewayImportRoutes) },
    { path: '/api/v1', load: () => import('./hosts/routes.ts').then((module) => module.gatewayHostRoutes) },
  ],
  operations: [
    () => import('./operations.ts').then((module) => module.gatewayOperations),
    () => import('./import/operations.ts').then((module) => module.gatewayImportOperations),
  ],
  agentTools: () => import('./agent-tools/tools.ts').then((module) => module.gatewayTools),
  jobs: [() => import('./identity/rotate-signing-keys.ts').then((module) => module.rotateSigningKeys)],
}
