import { z } from 'zod'
import { MAX_SEARCH } from '../../../contract/common.data.ts'
import { EventType } from '../../../contract/events.ts'
import { HEALTHS, WEBHOOK_STATUSES } from '../../../contract/webhooks.data.ts'
import { agentTool } from '../../platform/manifest/agent-tool.ts'
import { answer, pageAnswer, pageLink } from '../../platform/manifest/tools/answer.ts'
import { actorIn, environment, paging } from '../../platform/manifest/tools/input.ts'
import { readWebhookStats } from './deliveries/stats.ts'
import { listWebhooks, readWebhook } from './read.ts'
import { showWebhook, showWhole, webhookId, webhookLink } from './settings/show-webhook.ts'

export const listWebhooksTool = agentTool({
  name: 'list_webhooks',
  title: 'List webhooks',
  description:
    'List the outgoing webhooks: URL, events, status, health, how many deliveries are held. Use it to find the id of a webhook, or those that fail (health failing).',
  scope: 'webhooks:read',
  readOnly: true,
  input: z.strictObject({
    search: z.string().trim().min(1).max(MAX_SEARCH).optional().meta({ description: 'Text in the name or the URL.' }),
    status: z.enum(WEBHOOK_STATUSES).optional().meta({ description: 'Only webhooks with this status.' }),
    health: z.enum(HEALTHS).optional().meta({ description: 'Only webhooks with this health.' }),
    event: EventType.optional().meta({ description: 'Only those that listen to this event, such as user.created.' }),
    environment,
    ...paging,
  }),
  run: async (deps, actor, { search, ...input }) =>
    pageAnswer(
      {
        limit: input.limit,
        read: (limit) => listWebhooks(deps, actorIn(actor, input), { ...input, sort: '-createdAt', q: search, limit }),
        show: showWebhook,
      },
      { link: pageLink('/webhooks', { q: search, status: input.status, health: input.health }) },
    ),
})

export const getWebhook = agentTool({
  name: 'get_webhook',
  title: 'Read a webhook',
  description:
    'Read one webhook with its settings, its health and the reason for it, and figures of its deliveries in the last days: delivered, failed, response times, errors by kind. Never returns its signing secret or the values of its headers. For single deliveries use list_deliveries.',
  scope: 'webhooks:read',
  readOnly: true,
  input: z.strictObject({
    id: webhookId,
    days: z.int().min(1).max(90).default(7).meta({ description: 'Days of the figures, including today, 1 to 90.' }),
    environment,
  }),
  run: async (deps, actor, { id, days, ...input }) => {
    const caller = actorIn(actor, input)
    const { webhook } = await readWebhook(deps, caller, id)
    const { buckets: _, byDay: __, ...figures } = await readWebhookStats(deps, caller, id, { days })
    return answer({ ...showWhole(webhook), figures }, { link: webhookLink(id, 'overview') })
  },
})
