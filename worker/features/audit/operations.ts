import { FROM_TO, type Operations } from '../../platform/http/operation.ts'

/** The texts of this feature's routes in the OpenAPI document. */
export const auditOperations: Operations = {
  tags: [{ name: 'Audit', description: 'Who changed what, before and after.', position: 6 }],
  operations: {
    'GET /api/v1/audit-logs': { id: 'listAuditLogs', rules: FROM_TO },
  },
}
