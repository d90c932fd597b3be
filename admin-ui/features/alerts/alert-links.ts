import type { Alert } from '../../../client/src/generated.ts'
import { address } from '../../../client/src/request.ts'
import { GUARDING_SETTINGS, type GuardingSetting } from '../../../contract/alerts.data.ts'
import { apiKeyHref, eventLogHref, GATEWAY, webhookHref } from '../../format/links.ts'
import { localTimeOf } from '../../format/local-time.ts'
import { settingsHref } from '../../ui/page/feature.ts'

/** A link to the cause of an alert, and the scope that it requires. */
export type AlertLink = {
  to: 'key' | 'connector' | 'webhook' | 'route' | 'log' | 'settings'
  href: string
  scope: string
}

/** Links to what an alert is about, the most specific first. */
export function alertLinks(alert: Pick<Alert, 'kind' | 'target' | 'details'>): AlertLink[] {
  return [...logLinks(alert), ...targetLinks(alert)]
}

function targetLinks({ target, details }: Pick<Alert, 'target' | 'details'>): AlertLink[] {
  switch (target.type) {
    case 'api_key':
      return [{ to: 'key', href: apiKeyHref(target.id), scope: 'api-keys:read' }]
    case 'connector':
      return [{ to: 'connector', href: webhookHref(target.id), scope: 'connectors:read' }]
    case 'webhook':
      return [{ to: 'webhook', href: webhookHref(target.id), scope: 'webhooks:read' }]
    case 'gateway_route':
      return [{ to: 'route', href: address(GATEWAY, { route: target.id }), scope: 'gateway:read' }]
    case 'organization':
      return [{ to: 'settings', href: settingsHref(settingsSectionOf(details)), scope: 'organization:read' }]
    default:
      return []
  }
}

/** The section with the setting that an alert names first. */
function settingsSectionOf({ settings }: Alert['details']): string {
  const named = Array.isArray(settings) ? GUARDING_SETTINGS.find((one) => one === settings[0]) : undefined
  return named ? SECTION_OF[named] : 'general'
}

const SECTION_OF: Record<GuardingSetting, string> = {
  keysInQuery: 'keys',
  leakAction: 'keys',
  allowedIps: 'keys',
  alertEmail: 'general',
  redactNames: 'event-log',
  auditRetentionDays: 'retention',
}

/** A link to the log entries of the alert: those of its key or IP address, in its time range. */
function logLinks({ kind, target, details }: Pick<Alert, 'kind' | 'target' | 'details'>): AlertLink[] {
  const { from, to } = details
  if (typeof from !== 'string' || typeof to !== 'string') return []
  const href = eventLogHref({
    range: 'custom',
    from: localTimeOf(Date.parse(from)),
    to: localTimeOf(Date.parse(to)),
    key: target.type === 'api_key' ? target.id : null,
    ip: target.type === 'address' ? target.id : null,
    status: kind === 'limit_exceeded' ? '429' : kind === 'auth_failures' ? '4xx' : null,
    path: kind === 'unusual_endpoint' ? commonPath(details.routes) : null,
  })
  return [{ to: 'log', href, scope: 'logs:read' }]
}

/** The common path filter of the routes; null if there are several routes. */
function commonPath(routes: unknown): string | null {
  if (!Array.isArray(routes) || routes.length !== 1) return null
  return String(routes[0]).split('{')[0] ?? null
}
