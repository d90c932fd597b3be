import type { PauseReason } from '../../../../contract/connectors.data.ts'
import { parseRetryAfter } from '../../../platform/lib/http-headers.ts'
import type { DeliveryProvider } from '../../../platform/manifest/delivery-provider.ts'
import { slackMessage } from '../messages/slack.ts'
import { messageOfStored } from './message-of-stored.ts'

const HOSTS = ['hooks.slack.com', 'hooks.slack-gov.com']
const MAX_WAIT_MS = 3_600_000

/** The errors of an incoming webhook after which nothing works until a person acts (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
const REASONS: Readonly<Record<string, PauseReason>> = {
  channel_is_archived: 'channel_archived',
  channel_not_found: 'channel_not_found',
  no_service: 'webhook_removed',
  no_service_id: 'webhook_removed',
  no_active_hooks: 'webhook_removed',
  no_team: 'webhook_removed',
  invalid_token: 'webhook_removed',
  team_disabled: 'not_allowed',
  action_prohibited: 'not_allowed',
  posting_to_general_channel_denied: 'not_allowed',
}
/** What a status means if the error is none of those. A channel can be restored, so 410 is no reason to forget it. */
const BY_STATUS: Readonly<Record<number, PauseReason>> = {
  403: 'not_allowed',
  404: 'webhook_removed',
  410: 'channel_archived',
}

/** Slack: incoming webhooks. At most one message a second for each, with short bursts. */
export const slack: DeliveryProvider = {
  compose: (event, context) => ({ body: JSON.stringify(slackMessage(messageOfStored(event, context))), headers: {} }),
  judge: ({ status, headers, body }) => {
    if (status === 429) {
      const ms = parseRetryAfter(headers['retry-after'] ?? null, Date.now(), MAX_WAIT_MS)
      return ms === null ? { kind: 'plain' } : { kind: 'wait', ms }
    }
    const named = REASONS[body.trim()]
    const reason = status >= 400 && status < 500 ? (named ?? BY_STATUS[status]) : undefined
    if (reason) return { kind: 'pause', reason }
    return status === 400 ? { kind: 'refused' } : { kind: 'plain' }
  },
  urlProblem: ({ hostname, pathname }) => {
    if (!HOSTS.includes(hostname)) return 'must start with https://hooks.slack.com/services/'
    return pathname.startsWith('/services/')
      ? null
      : 'must be that of an incoming webhook (/services/...): workflows of Slack take no messages'
  },
  ratePerSecond: 1,
}
