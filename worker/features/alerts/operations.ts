import { CHANGE, type Operations, SAME_AS_PATCH, VERSIONED } from '../../platform/http/operation.ts'

/** The texts of this feature's routes in the OpenAPI document. */
export const alertOperations: Operations = {
  tags: [{ name: 'Alerts', description: 'What needs attention, and who is told of it.', position: 7 }],
  operations: {
    'GET /api/v1/alerts': { id: 'listAlerts' },
    'PATCH /api/v1/alerts': { id: 'updateAlerts' },
    'PUT /api/v1/alerts': { id: 'putAlerts', rules: 'The same as PATCH.' },
    'GET /api/v1/alert-rules': { id: 'getAlertRules', etag: true },
    'PATCH /api/v1/alert-rules': { id: 'updateAlertRules', ...VERSIONED, rules: CHANGE },
    'PUT /api/v1/alert-rules': { id: 'putAlertRules', ...VERSIONED, rules: SAME_AS_PATCH },
  },
}
