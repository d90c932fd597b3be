import type { Operations } from '../../platform/http/operation.ts'

const DECISION =
  'Only for a signed-in user, and only while the call waits. Repeating the same decision gets the same answer; after another decision, or after the call has expired, the answer is 409.'

/** The texts of this feature's routes in the OpenAPI document. */
export const agentOperations: Operations = {
  tags: [{ name: 'Agents', description: 'Tools for agents, and their calls that wait for a person.', position: 8.5 }],
  operations: {
    'GET /api/v1/approvals': { id: 'listApprovals' },
    'GET /api/v1/approvals/{id}': { id: 'getApproval' },
    'POST /api/v1/approvals/{id}/approve': { id: 'approveToolCall', rules: DECISION },
    'POST /api/v1/approvals/{id}/deny': { id: 'denyToolCall', rules: DECISION },
    'GET /api/v1/agent-tools': { id: 'listAgentTools' },
  },
}
