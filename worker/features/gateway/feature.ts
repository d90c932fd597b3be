import type { Feature } from '../../platform/manifest/feature.ts'

/** The gateway: routes to the upstreams of an organization, which check, limit and log each call. */
export const gateway: Feature = {
  name: 'gateway',
  mounts: [{ path: '/.well-known', load: () => import('./identity/routes.ts').then((module) => module.jwksRoutes) }],
  jobs: [() => import('./identity/rotate-signing-keys.ts').then((module) => module.rotateSigningKeys)],
}
