import { CHANGE, type Operations, SAME_AS_PATCH, VERSIONED } from '../../platform/http/operation.ts'

const HELD = 'You can only choose scopes that you hold yourself.'

/** The texts of this feature's routes in the OpenAPI document. */
export const oauthOperations: Operations = {
  tags: [
    {
      name: 'OAuth apps',
      description: 'Apps and agents that members and users allow to act for them, their grants and their tokens.',
      position: 7,
    },
  ],
  operations: {
    'GET /api/v1/oauth-apps': { id: 'listOAuthApps' },
    'POST /api/v1/oauth-apps': {
      id: 'createOAuthApp',
      etag: true,
      rules: `${HELD} The secret is in this answer alone; a public app has none. Not with an access token or a child key.`,
    },
    'GET /api/v1/oauth-apps/{id}': { id: 'getOAuthApp', etag: true },
    'PATCH /api/v1/oauth-apps/{id}': {
      id: 'updateOAuthApp',
      ...VERSIONED,
      rules: `${CHANGE} ${HELD} A scope that is taken away ends for all tokens with this answer.`,
    },
    'PUT /api/v1/oauth-apps/{id}': { id: 'putOAuthApp', ...VERSIONED, rules: SAME_AS_PATCH },
    'DELETE /api/v1/oauth-apps/{id}': { id: 'deleteOAuthApp', ifMatch: true },
    'POST /api/v1/oauth-apps/{id}/rotate-secret': {
      id: 'rotateOAuthSecret',
      rules: 'Of three secrets at once the oldest ends with this answer. 409 `app_public`: the app has no secret.',
    },
    'POST /api/v1/oauth-apps/{id}/disable': { id: 'disableOAuthApp' },
    'POST /api/v1/oauth-apps/{id}/enable': { id: 'enableOAuthApp' },
    'GET /api/v1/oauth-apps/{id}/grants': { id: 'listOAuthGrants' },
    'DELETE /api/v1/oauth-apps/{id}/grants/{grantId}': { id: 'revokeOAuthGrant' },
    'GET /api/v1/oauth-apps/{id}/tokens': { id: 'listOAuthTokens' },
    'DELETE /api/v1/oauth-apps/{id}/tokens': {
      id: 'revokeOAuthTokens',
      rules: 'Also the permission ends, so users are asked again. Without `subject`: of everybody.',
    },
    'DELETE /api/v1/oauth-apps/{id}/tokens/{tokenId}': { id: 'revokeOAuthToken' },
    'GET /api/v1/me/grants': { id: 'listOwnGrants' },
    'DELETE /api/v1/me/grants': { id: 'revokeOwnGrants' },
    'DELETE /api/v1/me/grants/{grantId}': { id: 'revokeOwnGrant' },
    'GET /api/v1/oauth-apps/{id}/usage': { id: 'getOAuthAppUsage', rules: '`hours` cannot stand beside `days`.' },
  },
}
