import type { Alert } from '../../../client/src/generated.ts'
import { apiKeyHref, eventLogHref, webhookHref } from '../../format/links.ts'
import { localTimeOf } from '../../format/local-time.ts'

/** Where to see what caused an alert, and the scope that it takes. */
export type AlertLink = { to: 'key' | 'webhook' | 'log' | 'settings'; href: string; scope: string }

/** Links to what an alert is about, the most specific first. */
export function alertLinks(alert: Pick<Alert, 'kind' | 'target' | 'details'>): AlertLink[] {
  return [...log(alert), ...thing(alert)]
}

function thing({ target }: Pick<Alert, 'target'>): AlertLink[] {
  switch (target.type) {
    case 'api_key':
      return [{ to: 'key', href: apiKeyHref(target.id), scope: 'api-keys:read' }]
    case 'webhook':
      return [{ to: 'webhook', href: webhookHref(target.id), scope: 'webhooks:read' }]
    case 'organization':
      return [{ to: 'settings', href: '/settings', scope: 'organization:read' }]
    default:
      return []
  }
}

/** The entries of the log that it was raised for: those of its key or address, in its time. */
function log({ kind, target, details }: Pick<Alert, 'kind' | 'target' | 'details'>): AlertLink[] {
  const { from, to } = details
  if (typeof from !== 'string' || typeof to !== 'string') return []
  const href = eventLogHref({
    range: 'custom',
    from: localTimeOf(Date.parse(from)),
    to: localTimeOf(Date.parse(to)),
    key: target.type === 'api_key' ? target.id : null,
    ip: target.type === 'address' ? target.id : null,
    status: kind === 'limit_exceeded' ? '429' : kind === 'auth_failures' ? '4xx' : null,
    path: kind === 'unusual_endpoint' ? pathOf(details.routes) : null,
  })
  return [{ to: 'log', href, scope: 'logs:read' }]
}

/** What the paths of a route have in common; nothing where there are several routes. */
function pathOf(routes: unknown): string | null {
  if (!Array.isArray(routes) || routes.length !== 1) return null
  return String(routes[0]).split('{')[0] ?? null
}
