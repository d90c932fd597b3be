import type { Page } from 'playwright-core'
import type { Alert } from '../../contract/alerts.ts'

const HOUR_MS = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString()

/** An alert in the form of the API. */
export const alertLike = (index: number, kind: Alert['kind'], name: string, more: Partial<Alert> = {}): Alert => ({
  id: `alr_${String(index).padStart(26, '0')}`,
  kind,
  severity: kind === 'key_leaked' || kind === 'key_rotation_failed' ? 'critical' : 'warning',
  target: { type: 'api_key', id: 'key_01kaj3v5e8w2m4q6t8y0z2b4d6', name },
  environment: null,
  details: {},
  count: 1,
  status: 'open',
  firstAt: ago(index + 5),
  lastAt: ago(index),
  resolvedAt: null,
  resolvedBy: null,
  ...more,
})

/** One of every kind, newest first. */
export const ONE_OF_EACH = (): Alert[] => [
  alertLike(1, 'key_leaked', 'Mobile App', {
    details: { source: 'a scanner', url: 'https://code.example/acme/app#L3' },
  }),
  alertLike(2, 'key_rotation_failed', 'Billing', { severity: 'critical' }),
  alertLike(3, 'key_rotation_due', 'Dashboard', { count: 4, details: { secretSince: '2026-08-17T12:00:00.000Z' } }),
  alertLike(4, 'key_expiring', 'A partner', { details: { expiresAt: ago(-50) } }),
  alertLike(5, 'key_rotated', 'Nightly import', { severity: 'info' }),
  alertLike(6, 'key_unused', 'Old test', { severity: 'info' }),
]

/** A page whose API is replaced by one with these alerts, which it changes on request. */
export async function withAlerts(page: Page, alerts: Alert[]) {
  await page.route(/\/api\/v1\/alerts(\?|$)/, (route) => {
    if (route.request().method() === 'PATCH') {
      const { ids, status } = route.request().postDataJSON()
      for (const alert of alerts.filter((one) => ids.includes(one.id))) {
        const resolved = status === 'resolved'
        Object.assign(alert, {
          status,
          resolvedAt: resolved ? new Date().toISOString() : null,
          resolvedBy: resolved ? 'Ada' : null,
        })
      }
      return route.fulfill({ json: { updated: ids.length } })
    }
    const query = new URL(route.request().url()).searchParams
    const matches = (name: 'status' | 'kind' | 'severity', alert: Alert) =>
      !query.get(name) || query.get(name) === alert[name]
    const data = alerts.filter((one) => (['status', 'kind', 'severity'] as const).every((name) => matches(name, one)))
    return route.fulfill({
      json: {
        data,
        nextCursor: null,
        open: alerts.filter((one) => one.status === 'open').length,
        openCritical: alerts.filter((one) => one.status === 'open' && one.severity === 'critical').length,
      },
    })
  })
  return alerts
}
