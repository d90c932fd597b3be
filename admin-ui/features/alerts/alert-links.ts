import type { Alert } from '../../../contract/alerts.ts'
import { address, type Params } from '../../api.ts'
import { localTimeOf } from '../../format/local-time.ts'
import { pageOfWebhook } from '../webhooks/routes.ts'

/** Where to see what caused an alert, and the scope that it takes. */
export type Way = { to: 'key' | 'webhook' | 'log' | 'settings'; href: string; scope: string }

/** The places that show what an alert tells of, the nearest first. */
export function waysOf(alert: Pick<Alert, 'kind' | 'target' | 'details'>): Way[] {
  return [...log(alert), ...thing(alert)]
}

function thing({ target }: Pick<Alert, 'target'>): Way[] {
  switch (target.type) {
    case 'api_key':
      return [{ to: 'key', href: address('/api-keys', { key: target.id }), scope: 'api-keys:read' }]
    case 'webhook':
      return [{ to: 'webhook', href: pageOfWebhook(target.id), scope: 'webhooks:read' }]
    case 'organization':
      return [{ to: 'settings', href: '/settings', scope: 'organization:read' }]
    default:
      return []
  }
}

/** The entries of the log that it was raised for: those of its key or address, in its time. */
function log({ kind, target, details }: Pick<Alert, 'kind' | 'target' | 'details'>): Way[] {
  const { from, to } = details
  if (typeof from !== 'string' || typeof to !== 'string') return []
  const filters: Params = {
    range: 'custom',
    from: localTimeOf(Date.parse(from)),
    to: localTimeOf(Date.parse(to)),
    key: target.type === 'api_key' ? target.id : null,
    ip: target.type === 'address' ? target.id : null,
    status: kind === 'limit_exceeded' ? '429' : kind === 'auth_failures' ? '4xx' : null,
    path: kind === 'unusual_endpoint' ? pathOf(details.routes) : null,
  }
  return [{ to: 'log', href: address('/event-logs', filters), scope: 'logs:read' }]
}

/** What the paths of a route have in common; nothing where there are several routes. */
function pathOf(routes: unknown): string | null {
  if (!Array.isArray(routes) || routes.length !== 1) return null
  return String(routes[0]).split('{')[0] ?? null
}
