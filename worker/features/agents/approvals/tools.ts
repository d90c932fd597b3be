import { z } from 'zod'
import { approvalPath } from '../../../../contract/agents.data.ts'
import { ApprovalId } from '../../../../contract/agents.ts'
import { type AgentTools, agentTool } from '../../../platform/manifest/agent-tool.ts'
import { readOwnApproval } from './read-own.ts'

const NEXT = {
  pending: 'It waits for a person.',
  approved: 'Call the tool again with the same arguments: it runs once.',
  denied: 'It will not run. Do not try to reach the same in another way.',
  expired: 'Call the tool again to ask for a new approval.',
  used: 'It has run.',
} as const

/** What an agent may know of its own calls that need approval. */
export const approvalTools: AgentTools = {
  tools: [
    agentTool({
      name: 'check_approval',
      title: 'Check an approval',
      description:
        'Tells whether a person has decided about a tool call of yours that waits for approval, with the reason if there is one. Nothing runs by this.',
      scope: null,
      readOnly: true,
      input: z.strictObject({
        approvalId: ApprovalId.meta({ description: 'The approvalId of the call that waits.' }),
      }),
      run: async (deps, actor, { approvalId }) => {
        const { id, status, tool, expiresAt, decidedBy, reason, requestId } = await readOwnApproval(
          deps,
          actor,
          approvalId,
        )
        const data = { id, status, tool, expiresAt, decidedBy, reason, requestId }
        return { data, link: approvalPath(id), note: NEXT[status] }
      },
    }),
  ],
}
