import { MAX_KEYS_ABOVE } from '../../../contract/api-keys.data.ts'
import { MAX_OWN_SCOPES } from '../../../contract/scopes.data.ts'
import { BULK, CHANGE, FROM_TO, type Operations, SAME_AS_PATCH, VERSIONED } from '../../platform/http/operation.ts'

const GRANT = 'A caller can grant only scopes that it holds itself.'

/** The texts of this feature's routes in the OpenAPI document. */
export const apiKeyOperations: Operations = {
  tags: [
    {
      name: 'API keys',
      description: 'Keys with scopes, limits, expiry and rotation, and their verification for other backends.',
      position: 2,
    },
  ],
  operations: {
    'GET /api/v1/scopes': { id: 'listScopes' },
    'POST /api/v1/scopes': {
      id: 'createScope',
      etag: true,
      rules: `At most ${MAX_OWN_SCOPES} scopes of your own. A resource of Gatehouse itself, such as \`webhooks\`, is refused.`,
    },
    'GET /api/v1/scopes/{scope}': { id: 'getScope', etag: true },
    'PATCH /api/v1/scopes/{scope}': { id: 'updateScope', ...VERSIONED, rules: CHANGE },
    'PUT /api/v1/scopes/{scope}': { id: 'putScope', ...VERSIONED, rules: SAME_AS_PATCH },
    'DELETE /api/v1/scopes/{scope}': {
      id: 'deleteScope',
      ifMatch: true,
      rules:
        'Answers 409 `scope_in_use` while keys hold it, unless `force=true`. Keys keep what they hold either way, and go on working.',
    },
    'POST /api/v1/api-keys/verify': {
      id: 'verifyApiKey',
      rules:
        'Answers 200 also for a key that is not good: `valid` says so, and `code` says why. `cost` is charged only when the key is good.',
    },
    'POST /api/v1/api-keys/leak-reports': {
      id: 'reportLeaks',
      rules: 'The signature must not be older than 5 minutes.',
    },
    'POST /api/v1/api-keys/bulk': {
      id: 'bulkApiKeys',
      rules: BULK,
    },
    'POST /api/v1/api-keys/import': { id: 'importApiKeys', rules: GRANT },
    'GET /api/v1/api-keys': { id: 'listApiKeys' },
    'GET /api/v1/api-keys/usage': { id: 'listApiKeyCallsByDay' },
    'POST /api/v1/api-keys': {
      id: 'createApiKey',
      etag: true,
      rules: `${GRANT} The secret is in this answer alone, unless the key is recoverable. \`expiresAt\` must be in the future. Free text must not hold an API key.`,
    },
    'GET /api/v1/api-keys/{id}': { id: 'getApiKey', etag: true },
    'PATCH /api/v1/api-keys/{id}': { id: 'updateApiKey', ...VERSIONED, rules: `${CHANGE} ${GRANT}` },
    'PUT /api/v1/api-keys/{id}': { id: 'putApiKey', ...VERSIONED, rules: SAME_AS_PATCH },
    'DELETE /api/v1/api-keys/{id}': { id: 'deleteApiKey' },
    'POST /api/v1/api-keys/{id}/regenerate': {
      id: 'regenerateApiKey',
      rules:
        'The old secret dies with this answer, or after `graceSeconds`. Of several calls at the same time one succeeds; the others get 409 `changed_meanwhile`.',
    },
    'POST /api/v1/api-keys/{id}/children': {
      id: 'createChildApiKey',
      etag: true,
      rules: `Needs \`api-keys:write\`, or \`api-keys:delegate\` for a key that creates children of its own. ${GRANT} A child never has more than its parent: its scopes, addresses and expiry are narrowed by those of all keys above it at every call, and its calls also count for them. Disabling, revoking or deleting the parent ends all keys below it, with that answer. At most ${MAX_KEYS_ABOVE} keys are above a key.`,
    },
    'GET /api/v1/api-keys/{id}/grace': { id: 'getApiKeyGrace' },
    'POST /api/v1/api-keys/{id}/extend-grace': {
      id: 'extendApiKeyGrace',
      rules: `${GRANT} \`endsAt\` is after the present end, and at most 7 days after the regeneration. Naming the present end again changes nothing. A grace that has ended, or is about to, stays ended: 409 \`no_grace\`.`,
    },
    'DELETE /api/v1/api-keys/{id}/grace': { id: 'endApiKeyGrace' },
    'POST /api/v1/api-keys/{id}/reveal': { id: 'revealApiKey' },
    'GET /api/v1/api-keys/{id}/usage': { id: 'getApiKeyUsage', rules: '`hours` cannot stand beside `days`.' },
    'GET /api/v1/api-keys/{id}/logs': { id: 'listApiKeyLogs', rules: FROM_TO },
    'POST /api/v1/api-keys/{id}/revoke': { id: 'revokeApiKey', rules: 'Cannot be undone.' },
    'POST /api/v1/api-keys/{id}/disable': { id: 'disableApiKey' },
    'POST /api/v1/api-keys/{id}/enable': { id: 'enableApiKey', rules: GRANT },
  },
}
