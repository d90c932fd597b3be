import { z } from 'zod'
import { BatchJobId } from '../../../../contract/batch-jobs.ts'
import { MAX_EVENT_TYPE } from '../../../../contract/events.data.ts'
import { inOrder } from '../../../../contract/instant.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer, pageLink } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment, idField, instant } from '../../../platform/manifest/tools/input.ts'
import { deliveryLink, showDelivery, webhookId, webhookLink } from '../settings/show-webhook.ts'
import { deliveryId } from './read-tools.ts'
import { retryDelivery } from './retry.ts'
import { readRetryJob, retryDeliveries } from './retry-job.ts'

export const retryDeliveryTool = agentTool({
  name: 'retry_delivery',
  title: 'Retry a delivery',
  description:
    'Send one delivery of a webhook again now: a failed, held or delivered one, or one that waits for its next attempt. The receiver gets the same event and webhook-id once more. Returns the delivery as queued; see what became of it with get_delivery some seconds later.',
  scope: 'webhooks:write',
  readOnly: false,
  input: z.strictObject({ webhookId, id: deliveryId, environment }),
  run: async (deps, actor, { webhookId: webhook, id, ...input }) => {
    const delivery = await retryDelivery(deps, actorIn(actor, input), webhook, id)
    return answer(showDelivery(delivery), { link: deliveryLink(webhook, id) })
  },
})

export const retryFailedDeliveries = agentTool({
  name: 'retry_failed_deliveries',
  title: 'Retry failed deliveries',
  description:
    'Send all failed deliveries of a webhook again, by a job in the background. Repair the endpoint first, then use it. With dryRun it only counts them. Returns how many match and the job; follow it with get_retry_job.',
  scope: 'webhooks:write',
  readOnly: false,
  input: z
    .strictObject({
      webhookId,
      eventType: z.string().min(1).max(MAX_EVENT_TYPE).optional().meta({ description: 'Only this event type.' }),
      from: instant('Only events published at this time or later.'),
      to: instant('Only events published until then.'),
      dryRun: z.boolean().default(false).meta({ description: 'true: only count them, send nothing.' }),
      environment,
    })
    .refine(inOrder.check, inOrder.words),
  run: async (deps, actor, { webhookId: webhook, eventType, environment: named, ...input }) => {
    const caller = actorIn(actor, { environment: named })
    const { count, job } = await retryDeliveries(deps, caller, webhook, {
      ...input,
      event: eventType,
      status: 'failed',
    })
    return answer({ count, job }, { link: pageLink('/webhooks', { webhook, status: 'failed' }) })
  },
})

export const getRetryJob = agentTool({
  name: 'get_retry_job',
  title: 'Read a retry job',
  description:
    'Read how far a job of retry_failed_deliveries or resume_webhook is: running, done or canceled, and how many deliveries are on their way again.',
  scope: 'webhooks:read',
  readOnly: true,
  input: z.strictObject({ webhookId, id: idField(BatchJobId, 'The id of the job.'), environment }),
  run: async (deps, actor, { webhookId: webhook, id, ...input }) =>
    answer(await readRetryJob(deps, actorIn(actor, input), webhook, id), { link: webhookLink(webhook) }),
})
