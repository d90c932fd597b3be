import { address } from '../../client/src/request.ts'

/** The address of an API key's details. */
export const apiKeyHref = (id: string): string => address('/api-keys', { key: id })

/** The address of a webhook's page; its deliveries unless another tab is named. */
export const webhookHref = (id: string, tab?: string): string => address('/webhooks', { webhook: id, tab })

/** The filters of the event log, as its address has them. */
export type LogFilters = Partial<Record<'range' | 'from' | 'to' | 'key' | 'ip' | 'status' | 'path', string | null>>

/** The address of the event log with filters. */
export const eventLogHref = (filters: LogFilters): string => address('/event-logs', filters)
