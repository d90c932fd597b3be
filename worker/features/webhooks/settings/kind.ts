import type { AuditAction } from '../../../../contract/audit.data.ts'

/**
 * What is subscribed to events. Webhooks and connectors share a table, and the verbs of their common life. `resource`: the
 * beginning of their scopes. `type`: of the target in audit entries, alerts and jobs. `actions`: in audit entries.
 */
export type SubscriberKind = {
  resource: 'webhooks' | 'connectors'
  type: 'webhook' | 'connector'
  title: string
  actions: Record<'paused' | 'resumed' | 'disabled' | 'deleted' | 'deliveryRetried' | 'deliveriesRetried', AuditAction>
}

export const WEBHOOK: SubscriberKind = {
  resource: 'webhooks',
  type: 'webhook',
  title: 'Webhook',
  actions: {
    paused: 'webhook.paused',
    resumed: 'webhook.resumed',
    disabled: 'webhook.disabled',
    deleted: 'webhook.deleted',
    deliveryRetried: 'webhook.delivery_retried',
    deliveriesRetried: 'webhook.deliveries_retried',
  },
}
export const CONNECTOR: SubscriberKind = {
  resource: 'connectors',
  type: 'connector',
  title: 'Connector',
  actions: {
    paused: 'connector.paused',
    resumed: 'connector.resumed',
    disabled: 'connector.disabled',
    deleted: 'connector.deleted',
    deliveryRetried: 'connector.delivery_retried',
    deliveriesRetried: 'connector.deliveries_retried',
  },
}

/** The kind of a stored row. */
export const kindOf = ({ provider }: { provider: string | null }): SubscriberKind =>
  provider === null ? WEBHOOK : CONNECTOR
