/** The groups of the API in the OpenAPI document, in its order. A route that names another fails a test. */
export const TAGS: Record<string, string> = {
  Identity: 'Who calls: the organization, its members, sessions, sign-in and the first-run setup.',
  'API keys': 'Keys with scopes, limits, expiry and rotation, and their verification for other backends.',
  'Event logs': 'Every call as it was logged, live or as a file, and figures over them.',
  Webhooks: 'Subscriptions to events, their deliveries with every attempt, and sending again.',
  Events: 'Publishing events, and the types of event that there are.',
  Audit: 'Who changed what, before and after.',
  Alerts: 'What needs attention, and who is told of it.',
  Archives: 'What was removed after its retention, as files.',
  'Background work': 'What the Worker does by itself.',
}

export type OperationInfo = {
  /** Unique; generated clients make a function of it. It must never change. */
  id: string
  /** Whether answers bear an ETag, and whether the request may bear If-Match. */
  etag?: boolean
  ifMatch?: boolean
  /** Rules that the schema cannot express. */
  rules?: string
}

const versioned = { etag: true, ifMatch: true }
const SAME_AS_PATCH = 'The same as PATCH: fields that are left out stay as they are.'
const CHANGE = 'Fields that are left out stay as they are. Without If-Match the last change wins.'
const GRANT = 'A caller can grant only scopes that it holds itself.'
const FROM_TO = '`from` must not be after `to`.'

/**
 * What the OpenAPI document says of each operation beside what its route says. A route that is not here fails a test, as
 * does an entry without a route.
 */
export const OPERATIONS: Record<string, OperationInfo> = {
  'POST /api/auth/sign-in/email': { id: 'signIn', rules: 'Guesses are limited per account and address.' },
  'POST /api/auth/sign-out': { id: 'signOut' },
  'GET /api/v1/me': { id: 'getCaller', rules: 'Any credential may call it. It costs one call of the limits.' },
  'GET /api/v1/organization': { id: 'getOrganization', etag: true },
  'PATCH /api/v1/organization': {
    id: 'updateOrganization',
    ...versioned,
    rules: `${CHANGE} \`planLimits\` can be set only on the enterprise plan; the plan itself by owners.`,
  },
  'PUT /api/v1/organization': { id: 'putOrganization', ...versioned, rules: SAME_AS_PATCH },
  'GET /api/v1/members': { id: 'listMembers' },
  'GET /api/v1/sessions': { id: 'listSessions' },
  'DELETE /api/v1/sessions/{id}': { id: 'endSession' },
  'GET /api/v1/setup': { id: 'getSetup' },
  'POST /api/v1/setup': { id: 'setUp', rules: 'Succeeds once in the life of an installation.' },
  'GET /api/v1/scopes': { id: 'listScopes' },
  'POST /api/v1/api-keys/verify': {
    id: 'verifyApiKey',
    rules:
      'Answers 200 also for a key that is not good: `valid` says so, and `code` says why. `cost` is charged only when the key is good.',
  },
  'POST /api/v1/api-keys/leak-reports': { id: 'reportLeaks', rules: 'The signature must not be older than 5 minutes.' },
  'POST /api/v1/api-keys/bulk': {
    id: 'bulkApiKeys',
    rules: 'Items are independent: a failure of one does not undo the others, and each has a status of its own.',
  },
  'POST /api/v1/api-keys/import': { id: 'importApiKeys', rules: GRANT },
  'GET /api/v1/api-keys': { id: 'listApiKeys' },
  'POST /api/v1/api-keys': {
    id: 'createApiKey',
    etag: true,
    rules: `${GRANT} The secret is in this answer alone, unless the key is recoverable. \`expiresAt\` must be in the future. Free text must not hold an API key.`,
  },
  'GET /api/v1/api-keys/{id}': { id: 'getApiKey', etag: true },
  'PATCH /api/v1/api-keys/{id}': { id: 'updateApiKey', ...versioned, rules: `${CHANGE} ${GRANT}` },
  'PUT /api/v1/api-keys/{id}': { id: 'putApiKey', ...versioned, rules: SAME_AS_PATCH },
  'DELETE /api/v1/api-keys/{id}': { id: 'deleteApiKey' },
  'POST /api/v1/api-keys/{id}/regenerate': {
    id: 'regenerateApiKey',
    rules:
      'The old secret dies with this answer, or after `graceSeconds`. Of several calls at the same time one succeeds; the others get 409 `changed_meanwhile`.',
  },
  'DELETE /api/v1/api-keys/{id}/grace': { id: 'endApiKeyGrace' },
  'POST /api/v1/api-keys/{id}/reveal': { id: 'revealApiKey' },
  'GET /api/v1/api-keys/{id}/usage': { id: 'getApiKeyUsage' },
  'GET /api/v1/api-keys/{id}/logs': { id: 'listApiKeyLogs', rules: FROM_TO },
  'POST /api/v1/api-keys/{id}/revoke': { id: 'revokeApiKey', rules: 'Cannot be undone.' },
  'POST /api/v1/api-keys/{id}/disable': { id: 'disableApiKey' },
  'POST /api/v1/api-keys/{id}/enable': { id: 'enableApiKey', rules: GRANT },
  'GET /api/v1/event-logs': { id: 'listEventLogs', rules: FROM_TO },
  'GET /api/v1/event-logs/export': { id: 'exportEventLogs', rules: FROM_TO },
  'GET /api/v1/event-logs/stream': { id: 'streamEventLogs' },
  'GET /api/v1/event-logs/{id}': { id: 'getEventLog' },
  'GET /api/v1/stats': { id: 'getStats' },
  'GET /api/v1/stats/usage': { id: 'getUsage' },
  'GET /api/v1/webhooks': { id: 'listWebhooks' },
  'POST /api/v1/webhooks': {
    id: 'createWebhook',
    etag: true,
    rules:
      'The URL must be public: https, no private address or name, not Gatehouse itself. The signing secret is in this answer alone.',
  },
  'POST /api/v1/webhooks/test': { id: 'testUnsavedWebhook' },
  'POST /api/v1/webhooks/preview': { id: 'previewWebhook', rules: 'Filter and transformation run within a budget.' },
  'POST /api/v1/webhooks/bulk': {
    id: 'bulkWebhooks',
    rules: 'Items are independent: a failure of one does not undo the others, and each has a status of its own.',
  },
  'GET /api/v1/webhooks/{id}': { id: 'getWebhook', etag: true },
  'PATCH /api/v1/webhooks/{id}': { id: 'updateWebhook', ...versioned, rules: CHANGE },
  'PUT /api/v1/webhooks/{id}': { id: 'putWebhook', ...versioned, rules: SAME_AS_PATCH },
  'DELETE /api/v1/webhooks/{id}': { id: 'deleteWebhook' },
  'POST /api/v1/webhooks/{id}/pause': { id: 'pauseWebhook' },
  'POST /api/v1/webhooks/{id}/resume': { id: 'resumeWebhook' },
  'POST /api/v1/webhooks/{id}/rotate-secret': { id: 'rotateWebhookSecret' },
  'POST /api/v1/webhooks/{id}/test': { id: 'testWebhook' },
  'GET /api/v1/webhooks/{id}/stats': { id: 'getWebhookStats' },
  'POST /api/v1/webhooks/{id}/recover': { id: 'recoverWebhook' },
  'GET /api/v1/webhooks/{id}/deliveries': { id: 'listDeliveries' },
  'POST /api/v1/webhooks/{id}/deliveries/retry': { id: 'retryDeliveries' },
  'GET /api/v1/webhooks/{id}/deliveries/{deliveryId}': { id: 'getDelivery' },
  'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/retry': { id: 'retryDelivery' },
  'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/skip': { id: 'skipDelivery' },
  'GET /api/v1/webhooks/{id}/retries': { id: 'listRetryJobs' },
  'GET /api/v1/webhooks/{id}/retries/{jobId}': { id: 'getRetryJob' },
  'DELETE /api/v1/webhooks/{id}/retries/{jobId}': { id: 'stopRetryJob' },
  'GET /api/v1/events': { id: 'listEvents', rules: FROM_TO },
  'POST /api/v1/events': {
    id: 'publishEvent',
    rules: 'With `validate=true` the data must fit the JSON Schema of its type, within a budget of steps.',
  },
  'POST /api/v1/events/batch': {
    id: 'publishEvents',
    rules: 'All events are accepted, or none. With `validate=true` all of them share one budget of steps.',
  },
  'GET /api/v1/events/{id}': { id: 'getEvent' },
  'GET /api/v1/event-types': { id: 'listEventTypes' },
  'POST /api/v1/event-types': {
    id: 'createEventType',
    etag: true,
    rules: 'The schema is checked against draft 2020-12. At most 500 types of your own.',
  },
  'GET /api/v1/event-types/{type}': { id: 'getEventType', etag: true },
  'PATCH /api/v1/event-types/{type}': { id: 'updateEventType', ...versioned, rules: CHANGE },
  'PUT /api/v1/event-types/{type}': { id: 'putEventType', ...versioned, rules: SAME_AS_PATCH },
  'DELETE /api/v1/event-types/{type}': { id: 'deleteEventType', ifMatch: true },
  'GET /api/v1/audit-logs': { id: 'listAuditLogs', rules: FROM_TO },
  'GET /api/v1/alerts': { id: 'listAlerts' },
  'PATCH /api/v1/alerts': { id: 'updateAlerts' },
  'PUT /api/v1/alerts': { id: 'putAlerts', rules: 'The same as PATCH.' },
  'GET /api/v1/alert-rules': { id: 'getAlertRules', etag: true },
  'PATCH /api/v1/alert-rules': { id: 'updateAlertRules', ...versioned, rules: CHANGE },
  'PUT /api/v1/alert-rules': { id: 'putAlertRules', ...versioned, rules: SAME_AS_PATCH },
  'GET /api/v1/archives': { id: 'listArchives' },
  'GET /api/v1/archives/{id}': { id: 'downloadArchive' },
  'GET /api/v1/jobs': { id: 'listJobs' },
}
