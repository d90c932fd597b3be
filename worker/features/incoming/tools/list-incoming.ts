import { z } from 'zod'
import { MAX_SEARCH } from '../../../../contract/common.data.ts'
import { INCOMING_STATUSES } from '../../../../contract/incoming.data.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { pageAnswer, pageLink } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment, paging } from '../../../platform/manifest/tools/input.ts'
import { listIncoming } from '../settings/read.ts'

export const listIncomingWebhooks = agentTool({
  name: 'list_incoming_webhooks',
  title: 'List incoming webhooks',
  description:
    'List the incoming webhooks: URLs to which other systems post, and which record or event each request becomes. Never returns a whole URL, since it contains a token. For what was received use list_incoming_requests.',
  scope: 'incoming:read',
  readOnly: true,
  input: z.strictObject({
    search: z.string().trim().min(1).max(MAX_SEARCH).optional().meta({ description: 'Text in the name.' }),
    status: z.enum(INCOMING_STATUSES).optional().meta({ description: 'Only those with this status.' }),
    environment,
    ...paging,
  }),
  run: async (deps, actor, { search, ...input }) =>
    pageAnswer(
      {
        limit: input.limit,
        read: (limit) => listIncoming(deps, actorIn(actor, input), { ...input, q: search, limit }),
        show: (one) => ({
          id: one.id,
          name: one.name,
          url: one.url,
          environment: one.environment,
          status: one.status,
          target: one.target,
          ...(one.module !== null && { module: one.module, action: one.action }),
          ...(one.eventType !== null && { eventType: one.eventType }),
          mapping: one.mapping,
          verificationKind: one.verification.kind,
          lastReceivedAt: one.lastReceivedAt,
        }),
      },
      { link: pageLink('/incoming', { q: search, status: input.status }) },
    ),
})
