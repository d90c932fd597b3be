import { BULK, CHANGE, type Operations, SAME_AS_PATCH, VERSIONED } from '../../platform/http/operation.ts'

/** The texts of this feature's routes in the OpenAPI document. */
export const incomingOperations: Operations = {
  tags: [
    {
      name: 'Incoming webhooks',
      description: 'URLs that make records or events of what other systems post, with a log of every request.',
      position: 6,
    },
  ],
  operations: {
    'GET /api/v1/incoming-webhooks': { id: 'listIncomingWebhooks' },
    'POST /api/v1/incoming-webhooks': {
      id: 'createIncomingWebhook',
      etag: true,
      rules:
        'Needs the scope for what it writes too: `records:write` or `events:write`. `fieldMapping` may stand in the place of `mapping`.',
    },
    'POST /api/v1/incoming-webhooks/preview': { id: 'previewMapping', rules: 'At most 60 previews a minute.' },
    'GET /api/v1/incoming-webhooks/{id}': { id: 'getIncomingWebhook', etag: true },
    'PATCH /api/v1/incoming-webhooks/{id}': { id: 'updateIncomingWebhook', ...VERSIONED, rules: CHANGE },
    'PUT /api/v1/incoming-webhooks/{id}': { id: 'putIncomingWebhook', ...VERSIONED, rules: SAME_AS_PATCH },
    'DELETE /api/v1/incoming-webhooks/{id}': { id: 'deleteIncomingWebhook', ifMatch: true },
    'POST /api/v1/incoming-webhooks/{id}/pause': { id: 'pauseIncomingWebhook' },
    'POST /api/v1/incoming-webhooks/{id}/resume': { id: 'resumeIncomingWebhook' },
    'POST /api/v1/incoming-webhooks/{id}/regenerate-token': { id: 'regenerateIncomingToken' },
    'POST /api/v1/incoming-webhooks/{id}/preview': {
      id: 'previewIncomingWebhook',
      rules: 'Secrets in a kept request are redacted here. At most 60 previews a minute.',
    },
    'GET /api/v1/incoming-webhooks/{id}/requests': { id: 'listIncomingRequests' },
    'GET /api/v1/incoming-webhooks/{id}/logs': { id: 'listIncomingLogs', rules: 'The same as `/requests`.' },
    'POST /api/v1/incoming-webhooks/{id}/requests/replay': {
      id: 'replayIncomingRequests',
      rules: `With \`ids\`: ${BULK} With \`verdict\`: a job handles all that match again, the oldest first, none of them twice; at most 10,000. Requests that arrive later are not among them.`,
    },
    'GET /api/v1/incoming-webhooks/{id}/replays': { id: 'listReplayJobs' },
    'GET /api/v1/incoming-webhooks/{id}/replays/{jobId}': { id: 'getReplayJob' },
    'DELETE /api/v1/incoming-webhooks/{id}/replays/{jobId}': { id: 'stopReplayJob' },
    'GET /api/v1/incoming-webhooks/{id}/requests/{requestId}': { id: 'getIncomingRequest' },
    'POST /api/v1/incoming-webhooks/{id}/requests/{requestId}/replay': {
      id: 'replayIncomingRequest',
      rules:
        'No signature is checked again. A request that was refused counts as that delivery from now on; one that was accepted is carried out once more.',
    },
    'POST /api/v1/webhooks/incoming/{token}': {
      id: 'receiveIncomingWebhook',
      rules:
        'The body is JSON, or the fields of an HTML form (application/x-www-form-urlencoded or multipart/form-data), at most 1 MB. 401: the signature is wrong or too old; 404: the token is unknown; 409: paused; 422: a field cannot have its value; 429: too many requests.',
    },
    'GET /api/v1/webhooks/incoming/{token}': { id: 'confirmIncomingWebhook' },
  },
}
