/** The platforms that a person connects by pasting a URL. A new one is a name here and its file in worker/features/connectors/providers. */
export const CONNECTOR_PROVIDERS = ['zapier', 'make', 'n8n', 'slack', 'discord'] as const
export type ConnectorProvider = (typeof CONNECTOR_PROVIDERS)[number]

/** `custom`: an app of another platform that subscribed by a REST hook. */
export const ALL_PROVIDERS = [...CONNECTOR_PROVIDERS, 'custom'] as const
export type AnyProvider = (typeof ALL_PROVIDERS)[number]

/** Providers that show events as messages for people. */
export const MESSAGE_PROVIDERS = ['slack', 'discord'] as const
export type MessageProvider = (typeof MESSAGE_PROVIDERS)[number]

/** `hook`: the app of the platform subscribed by itself (REST hook). `url`: a person pasted its URL. */
export const CONNECTOR_SOURCES = ['url', 'hook'] as const

export const CONNECTOR_SORTS = ['name', 'createdAt', 'lastTriggeredAt'] as const

/** Why the answer of a provider paused a connector. */
export const PAUSE_REASONS = ['channel_archived', 'channel_not_found', 'webhook_removed', 'not_allowed'] as const
export type PauseReason = (typeof PAUSE_REASONS)[number]

/** Why nothing is sent to a connector that nobody paused. */
export const STOP_REASONS = ['too_many_failures', 'no_success', 'gone', ...PAUSE_REASONS] as const
export type StopReason = (typeof STOP_REASONS)[number]

/** Each reason in words. */
export const STOP_REASON_TEXTS: Record<StopReason, string> = {
  too_many_failures: 'It reached the allowed number of failed attempts in a row.',
  no_success: 'It had no successful delivery for 5 days.',
  gone: 'Its URL responded with 410 Gone.',
  channel_archived: 'The channel was archived. Choose another channel, or restore it, then resume the connector.',
  channel_not_found: 'The channel does not exist anymore. Connect another channel, then resume the connector.',
  webhook_removed:
    'The webhook was removed on the platform. Make a new one, save its URL here, then resume the connector.',
  not_allowed: 'The platform does not allow this webhook to post anymore. Allow it there, then resume the connector.',
}

/** Items in the answer of `GET /hooks/sample`. */
export const MAX_SAMPLES = 3
