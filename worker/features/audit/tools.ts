import { z } from 'zod'
import { AUDIT_ACTION_PATTERN } from '../../../contract/audit.data.ts'
import { MAX_FILTER_ID } from '../../../contract/common.data.ts'
import { inOrder } from '../../../contract/instant.ts'
import { type AgentTools, agentTool } from '../../platform/manifest/agent-tool.ts'
import { pageAnswer, pageLink } from '../../platform/manifest/tools/answer.ts'
import { actorIn, environment, instant, paging } from '../../platform/manifest/tools/input.ts'
import { listAuditLogs } from './list.ts'

const listAuditEntries = agentTool({
  name: 'list_audit_entries',
  title: 'List audit entries',
  description:
    'List what was changed, newest first: who changed which key, webhook, module or setting, what it was before and after, and from where. Use it to find out who changed something, or what changed before a failure began.',
  scope: 'audit:read',
  readOnly: true,
  input: z
    .strictObject({
      targetId: z
        .string()
        .min(1)
        .max(MAX_FILTER_ID)
        .optional()
        .meta({ description: 'Only changes of this object, such as key_... or whk_....' }),
      actorId: z
        .string()
        .min(1)
        .max(MAX_FILTER_ID)
        .optional()
        .meta({ description: 'Only changes by this member, key or app.' }),
      action: z
        .string()
        .max(60)
        .regex(AUDIT_ACTION_PATTERN, 'must look like api_key.revoked')
        .optional()
        .meta({ description: 'Only this action, such as api_key.revoked, webhook.updated.' }),
      from: instant('Only changes at this time or later.'),
      to: instant('Only changes until then.'),
      environment,
      ...paging,
    })
    .refine(inOrder.check, inOrder.words),
  run: async (deps, actor, input) =>
    pageAnswer(
      {
        limit: input.limit,
        read: (limit) => listAuditLogs(deps, actorIn(actor, input), { ...input, limit }),
        show: (entry) => entry,
      },
      { link: pageLink('/audit-log', { target: input.targetId, actor: input.actorId, action: input.action }) },
    ),
})

export const auditTools: AgentTools = { tools: [listAuditEntries] }
