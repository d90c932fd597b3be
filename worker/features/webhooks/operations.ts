import { BULK, CHANGE, type Operations, SAME_AS_PATCH, VERSIONED } from '../../platform/http/operation.ts'

/** The texts of this feature's routes in the OpenAPI document. */
export const webhookOperations: Operations = {
  tags: [
    {
      name: 'Webhooks',
      description: 'Subscriptions to events, their deliveries with every attempt, and sending again.',
      position: 4,
    },
  ],
  operations: {
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
      rules: BULK,
    },
    'GET /api/v1/webhooks/{id}': { id: 'getWebhook', etag: true },
    'PATCH /api/v1/webhooks/{id}': { id: 'updateWebhook', ...VERSIONED, rules: CHANGE },
    'PUT /api/v1/webhooks/{id}': { id: 'putWebhook', ...VERSIONED, rules: SAME_AS_PATCH },
    'DELETE /api/v1/webhooks/{id}': { id: 'deleteWebhook' },
    'POST /api/v1/webhooks/{id}/pause': { id: 'pauseWebhook' },
    'POST /api/v1/webhooks/{id}/resume': { id: 'resumeWebhook' },
    'POST /api/v1/webhooks/{id}/rotate-secret': { id: 'rotateWebhookSecret' },
    'POST /api/v1/webhooks/{id}/test': { id: 'testWebhook' },
    'GET /api/v1/webhooks/{id}/stats': { id: 'getWebhookStats' },
    'POST /api/v1/webhooks/{id}/recover': { id: 'recoverWebhook' },
    'GET /api/v1/deliveries/{id}': { id: 'findDelivery' },
    'GET /api/v1/webhooks/{id}/deliveries': { id: 'listDeliveries' },
    'GET /api/v1/webhooks/{id}/deliveries/counts': { id: 'countDeliveries' },
    'POST /api/v1/webhooks/{id}/deliveries/retry': { id: 'retryDeliveries' },
    'GET /api/v1/webhooks/{id}/deliveries/{deliveryId}': { id: 'getDelivery' },
    'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/retry': { id: 'retryDelivery' },
    'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/skip': { id: 'skipDelivery' },
    'GET /api/v1/webhooks/{id}/retries': { id: 'listRetryJobs' },
    'GET /api/v1/webhooks/{id}/retries/{jobId}': { id: 'getRetryJob' },
    'DELETE /api/v1/webhooks/{id}/retries/{jobId}': { id: 'stopRetryJob' },
  },
}
