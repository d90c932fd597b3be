import { formatNumber } from '../../format/language.ts'
import { useCan } from '../../hooks/me.ts'
import { m } from '../../messages/index.ts'
import { useOpenAlerts } from './queries.ts'

/** The number of open alerts, beside a link to them. */
export function OpenCount() {
  const alerts = useOpenAlerts(useCan('alerts:read'))
  if (!alerts?.open) return null
  return (
    <span class="count" data-tone={alerts.openCritical > 0 ? 'bad' : undefined}>
      <span aria-hidden="true">{alerts.open > 99 ? '99+' : formatNumber(alerts.open)}</span>
      <span class="sr-only">{m.alerts_open({ count: alerts.open })}</span>
    </span>
  )
}
