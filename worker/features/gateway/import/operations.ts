import { MAX_IMPORTED } from '../../../../contract/gateway.data.ts'
import type { Operations } from '../../../platform/http/operation.ts'

/** The texts of the import in the OpenAPI document. */
export const gatewayImportOperations: Operations = {
  tags: [],
  operations: {
    'POST /api/v1/gateway-routes/import': {
      id: 'importGatewayRoutes',
      rules: `Each operation becomes a route for exactly its path and method; at most ${MAX_IMPORTED} of one call. All are written in one transaction. An operation that was imported with the same prefix before is updated: what the document says replaces what it said then. Limits, header rules, CORS, timeouts and the status stay, as do the name of a tool and whether it needs an approval. Scopes are added and never taken away. Importing the same document again changes nothing. With \`preview=true\` nothing is written.`,
    },
  },
}
