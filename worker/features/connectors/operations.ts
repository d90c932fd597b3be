import { CHANGE, type Operations, SAME_AS_PATCH, VERSIONED } from '../../platform/http/operation.ts'

/** The texts of this feature's routes in the OpenAPI document. */
export const connectorOperations: Operations = {
  tags: [
    {
      name: 'Connectors',
      description:
        'Events to Zapier, Make, n8n, Slack and Discord, by a pasted URL or by REST hooks. `GET /me` is the authentication test of an integration.',
      position: 7,
    },
  ],
  operations: {
    'GET /api/v1/connectors': { id: 'listConnectors' },
    'POST /api/v1/connectors': {
      id: 'createConnector',
      etag: true,
      rules: 'Needs the scopes that read its events too. The URL is stored sealed, and masked in every answer.',
    },
    'POST /api/v1/connectors/preview': { id: 'previewConnector' },
    'GET /api/v1/connectors/{id}': { id: 'getConnector', etag: true },
    'PATCH /api/v1/connectors/{id}': { id: 'updateConnector', ...VERSIONED, rules: CHANGE },
    'PUT /api/v1/connectors/{id}': { id: 'putConnector', ...VERSIONED, rules: SAME_AS_PATCH },
    'DELETE /api/v1/connectors/{id}': { id: 'deleteConnector', ifMatch: true },
    'POST /api/v1/connectors/{id}/pause': { id: 'pauseConnector' },
    'POST /api/v1/connectors/{id}/resume': { id: 'resumeConnector' },
    'POST /api/v1/connectors/{id}/test': { id: 'testConnector' },
    'GET /api/v1/connectors/{id}/deliveries': { id: 'listConnectorDeliveries' },
    'GET /api/v1/connectors/{id}/deliveries/{deliveryId}': { id: 'getConnectorDelivery' },
    'POST /api/v1/connectors/{id}/deliveries/{deliveryId}/retry': { id: 'retryConnectorDelivery' },
    'POST /api/v1/hooks': {
      id: 'subscribeHook',
      rules:
        'The same target and event have one subscription in each environment: subscribing again answers 200 with it. A target that answers 410 is unsubscribed.',
    },
    'DELETE /api/v1/hooks/{id}': { id: 'unsubscribeHook', rules: 'A subscription that is gone counts as success.' },
    'GET /api/v1/hooks/sample': { id: 'sampleHook' },
  },
}
