import { z } from 'zod'
import { jsonObject } from '../../../contract/common.ts'
import { TEST_EVENT } from '../../../contract/events.data.ts'
import { EventType } from '../../../contract/events.ts'
import { agentTool } from '../../platform/manifest/agent-tool.ts'
import { answer } from '../../platform/manifest/tools/answer.ts'
import { actorIn, environment } from '../../platform/manifest/tools/input.ts'
import { pauseWebhook, resumeWebhook } from './pause-resume.ts'
import { testWebhook } from './send-test.ts'
import { showAttempt, showWebhook, webhookId, webhookLink } from './settings/show-webhook.ts'

export const pauseWebhookTool = agentTool({
  name: 'pause_webhook',
  title: 'Pause a webhook',
  description:
    'Pause a webhook: nothing more is sent to it, and new deliveries are held until resume_webhook. Nothing is lost. Use it while an endpoint is being repaired.',
  scope: 'webhooks:write',
  readOnly: false,
  idempotent: true,
  input: z.strictObject({ id: webhookId, environment }),
  run: async (deps, actor, { id, ...input }) => {
    const { webhook } = await pauseWebhook(deps, actorIn(actor, input), id)
    return answer(showWebhook(webhook), { link: webhookLink(id) })
  },
})

export const resumeWebhookTool = agentTool({
  name: 'resume_webhook',
  title: 'Resume a webhook',
  description:
    'Resume a paused or disabled webhook. Deliveries that wait for an attempt continue. What was held stays held, unless sendHeld is true: then it is sent, oldest first.',
  scope: 'webhooks:write',
  readOnly: false,
  input: z.strictObject({
    id: webhookId,
    sendHeld: z.boolean().default(false).meta({ description: 'true: also send what was held meanwhile.' }),
    environment,
  }),
  run: async (deps, actor, { id, sendHeld, ...input }) => {
    const { webhook } = await resumeWebhook(deps, actorIn(actor, input), id, { sendHeld })
    return answer(showWebhook(webhook), { link: webhookLink(id) })
  },
})

export const sendTestWebhook = agentTool({
  name: 'send_test_webhook',
  title: 'Send a test to a webhook',
  description:
    'Send a signed test event to a webhook now and return what its endpoint answered, whatever the status of the webhook. It does not count as a delivery. Use it to see whether a repaired endpoint works before retry_failed_deliveries.',
  scope: 'webhooks:write',
  readOnly: false,
  input: z.strictObject({
    id: webhookId,
    eventType: EventType.default(TEST_EVENT).meta({ description: 'The event type, whose sample is sent.' }),
    data: jsonObject(64).optional().meta({ description: 'The data of the event. Left out: the sample of its type.' }),
    environment,
  }),
  run: async (deps, actor, { id, environment: named, ...input }) => {
    const result = await testWebhook(deps, actorIn(actor, { environment: named }), id, input)
    const { number: _, startedAt: __, ...shown } = showAttempt({ number: 1, startedAt: '', ...result })
    return answer({ ok: result.ok, ...shown }, { link: webhookLink(id, 'testing') })
  },
})
