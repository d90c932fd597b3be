/**
 * What is subscribed to events. Webhooks and connectors share a table, and the verbs of their common life. `resource`: the
 * beginning of their scopes. `type`: of the target in audit entries, alerts and jobs.
 */
export type SubscriberKind = {
  resource: 'webhooks' | 'connectors'
  type: 'webhook' | 'connector'
  title: string
}

export const WEBHOOK: SubscriberKind = { resource: 'webhooks', type: 'webhook', title: 'Webhook' }
export const CONNECTOR: SubscriberKind = { resource: 'connectors', type: 'connector', title: 'Connector' }

/** The kind of a stored row. */
export const kindOf = ({ provider }: { provider: string | null }): SubscriberKind =>
  provider === null ? WEBHOOK : CONNECTOR
