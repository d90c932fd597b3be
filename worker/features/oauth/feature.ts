import type { Feature } from '../../platform/manifest/feature.ts'
import { findOAuthSecrets, HOLDS_AN_OAUTH_SECRET } from './format/find-secrets.ts'
import { appCredentials } from './guard/app-guard.ts'
import { grantCredentials } from './guard/grant-guard.ts'
import { accessTokenVerifier } from './verification/verifier.ts'

/** OAuth apps: what members and users of the host product allow them, and their tokens. */
export const oauth: Feature = {
  name: 'oauth',
  mounts: [
    { path: '/api/v1', load: () => import('./apps/routes.ts').then((module) => module.appRoutes) },
    { path: '/.well-known', load: () => import('./discovery/routes.ts').then((module) => module.discoveryRoutes) },
    { path: '/api/v1', load: () => import('./access/routes.ts').then((module) => module.accessRoutes) },
    { path: '/oauth', load: () => import('./tokens/routes.ts').then((module) => module.tokenRoutes) },
    {
      path: '/oauth',
      load: () => import('./clients/registration/routes.ts').then((module) => module.registrationRoutes),
    },
    { path: '/api/v1', load: () => import('./settings/routes.ts').then((module) => module.oauthSettingsRoutes) },
    { path: '/api/v1', load: () => import('./authorize/routes.ts').then((module) => module.authorizationRoutes) },
    {
      path: '/oauth',
      load: () => import('./authorize/endpoint/routes.ts').then((module) => module.authorizePageRoutes),
    },
  ],
  operations: [
    () => import('./operations.ts').then((module) => module.oauthOperations),
    () => import('./authorize/operations.ts').then((module) => module.authorizationOperations),
  ],
  holderWatchers: [() => import('./grants/follow-holder.ts').then((module) => module.followHolder)],
  verifiers: [accessTokenVerifier],
  credentialKinds: [appCredentials, grantCredentials],
  secretFinders: [{ find: findOAuthSecrets, message: HOLDS_AN_OAUTH_SECRET }],
  retention: () => import('./retention.ts').then((module) => module.oauthRetention),
  agentTools: () => import('./tools/tools.ts').then((module) => module.oauthTools),
}
