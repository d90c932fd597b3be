import { type Attempt, type Delivery, type Webhook, WebhookId } from '../../../../contract/webhooks.ts'
import { cutText } from '../../../platform/lib/text/cut-text.ts'
import { pageLink } from '../../../platform/manifest/tools/answer.ts'
import { idField } from '../../../platform/manifest/tools/input.ts'
import { explain } from '../../event-logs/explain/explain.ts'

export const webhookId = idField(WebhookId, 'The id of the webhook, from list_webhooks.')

/** The page of a webhook; its deliveries unless another tab is given. */
export const webhookLink = (id: string, tab?: string): string => pageLink('/webhooks', { webhook: id, tab })
export const deliveryLink = (webhookId: string, id: string): string =>
  pageLink('/webhooks', { webhook: webhookId, delivery: id })

/** A webhook as lists of tools show it. Values of its headers are never shown: they may be secrets. */
export const showWebhook = (webhook: Webhook) => ({
  id: webhook.id,
  name: webhook.name,
  url: webhook.url,
  events: webhook.events,
  environment: webhook.environment,
  status: webhook.status,
  ...(webhook.disabledReason !== null && { disabledReason: webhook.disabledReason }),
  health: webhook.health,
  successRate: webhook.successRate,
  consecutiveFailures: webhook.consecutiveFailures,
  failingSince: webhook.failingSince,
  held: webhook.held,
  lastSuccessAt: webhook.lastSuccessAt,
  lastFailureAt: webhook.lastFailureAt,
})

/** All of a webhook but the values of its headers. */
export const showWhole = ({ headers, ...webhook }: Webhook) => ({ ...webhook, headerNames: Object.keys(headers) })

/** A delivery with why its last attempt failed and how to fix it. */
export function showDelivery(delivery: Delivery) {
  const { error, responseStatus } = delivery
  const explained = error && explain({ outcome: error.kind, status: responseStatus ?? 0, reason: null })
  return {
    id: delivery.id,
    eventId: delivery.eventId,
    eventType: delivery.eventType,
    state: delivery.state,
    attempts: delivery.attempts,
    nextAttemptAt: delivery.nextAttemptAt,
    responseStatus,
    durationMs: delivery.durationMs,
    error,
    ...(explained && { why: explained.why, fix: explained.fix }),
    createdAt: delivery.createdAt,
  }
}

const MAX_BODY = 2000

/** An attempt with the beginnings of its bodies. */
export const showAttempt = ({ number, startedAt, durationMs, request, response, error }: Attempt) => ({
  number,
  startedAt,
  durationMs,
  error,
  requestBody: cutText(request.body, MAX_BODY),
  response: response && { status: response.status, headers: response.headers, body: cutText(response.body, MAX_BODY) },
})
