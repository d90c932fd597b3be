import { z } from 'zod'
import { MAX_EVENT_TYPE } from '../../../../contract/events.data.ts'
import { inOrder } from '../../../../contract/instant.ts'
import { DELIVERY_STATES } from '../../../../contract/webhooks.data.ts'
import { DeliveryId } from '../../../../contract/webhooks.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer, pageAnswer, pageLink } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment, idField, instant, paging } from '../../../platform/manifest/tools/input.ts'
import { deliveryLink, showAttempt, showDelivery, webhookId } from '../settings/show-webhook.ts'
import { findDeliveryById, listDeliveries } from './deliveries.ts'

export const deliveryId = idField(
  DeliveryId,
  'The id of the delivery, from list_deliveries, get_event or explain_call.',
)
const MAX_ATTEMPTS = 5

export const listDeliveriesTool = agentTool({
  name: 'list_deliveries',
  title: 'List deliveries of a webhook',
  description:
    'List the deliveries of one webhook, newest first: state, attempts, the last answer, why it failed and how to fix it. Filter by state, event type or time. For the attempts with what was sent and answered use get_delivery.',
  scope: 'webhooks:read',
  readOnly: true,
  input: z
    .strictObject({
      webhookId,
      state: z
        .enum(DELIVERY_STATES)
        .optional()
        .meta({ description: 'failed: no attempt is left; retrying: another attempt follows; held: not sent yet.' }),
      eventType: z
        .string()
        .min(1)
        .max(MAX_EVENT_TYPE)
        .optional()
        .meta({ description: 'Only this event type, such as user.created.' }),
      from: instant('Only events published at this time or later.'),
      to: instant('Only events published until then.'),
      environment,
      ...paging,
    })
    .refine(inOrder.check, inOrder.words),
  run: async (deps, actor, { webhookId: id, eventType, ...input }) =>
    pageAnswer(
      {
        limit: input.limit,
        read: (limit) => listDeliveries(deps, actorIn(actor, input), id, { ...input, event: eventType, limit }),
        show: showDelivery,
      },
      { link: pageLink('/webhooks', { webhook: id, status: input.state }) },
    ),
})

export const getDelivery = agentTool({
  name: 'get_delivery',
  title: 'Read a delivery',
  description:
    'Read one delivery with its webhook and its last attempts: what was sent, what the endpoint answered, how long it took, why it failed and how to fix it. Use retry_delivery to send it again.',
  scope: 'webhooks:read',
  readOnly: true,
  input: z.strictObject({ id: deliveryId, environment }),
  run: async (deps, actor, input) => {
    const delivery = await findDeliveryById(deps, actorIn(actor, input), input.id)
    const { attemptList, blockedBy } = delivery
    return answer(
      {
        ...showDelivery(delivery),
        webhook: { id: delivery.webhookId, name: delivery.webhookName },
        environment: delivery.environment,
        blockedBy,
        attemptList: attemptList.slice(-MAX_ATTEMPTS).map(showAttempt),
      },
      {
        link: deliveryLink(delivery.webhookId, delivery.id),
        note: attemptList.length > MAX_ATTEMPTS ? `Only the last ${MAX_ATTEMPTS} attempts are shown.` : undefined,
      },
    )
  },
})
