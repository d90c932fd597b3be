import { useEffect, useRef } from 'preact/hooks'
import type { Alert } from '../../../client/src/generated.ts'
import { useCan } from '../../hooks/me.ts'
import { newsOn } from '../../hooks/news.ts'
import { type Known, knownSince, newAlerts, newsKindOf } from './new-alerts.ts'
import { useOpenAlerts } from './queries.ts'

/** Shows new alerts in a toast, on every page; alerts of the first load count as seen. */
export function NewAlertsWatcher() {
  const open = useOpenAlerts(useCan('alerts:read'))?.data
  const known = useRef<Known | null>(null)
  useEffect(() => {
    if (!open) return
    const fresh = known.current ? newAlerts(open, known.current) : []
    known.current = knownSince(known.current, open)
    void show(fresh.filter((alert) => newsOn[newsKindOf(alert)].value))
  }, [open])
  return null
}

async function show(alerts: readonly Alert[]) {
  if (alerts.length === 0) return
  // Rare, so that the messages of all kinds are loaded when they are first needed.
  const [{ alertMessage }, { showNews }] = await Promise.all([
    import('./alert-message.ts'),
    import('../../ui/feedback/news.ts'),
  ])
  showNews(
    alerts.map((alert) => ({
      kind: newsKindOf(alert),
      id: alert.id,
      text: alertMessage(alert).title,
      href: '/alerts',
      tone: alert.severity === 'critical' ? 'bad' : 'warn',
    })),
  )
}
