import { useEffect, useRef } from 'preact/hooks'
import type { Alert } from '../../../client/src/generated.ts'
import { formatNumber } from '../../format/language.ts'
import { useCan } from '../../hooks/me.ts'
import { toastNews } from '../../ui/toast.ts'
import { type Known, knownSince, newAlerts } from './new-alerts.ts'
import { useOpenAlerts } from './queries.ts'
import { words } from './words.ts'

/** The number of open alerts, beside the link to them. An alert that opens meanwhile is shown as a toast. */
export function OpenCount() {
  const t = words()
  const alerts = useOpenAlerts(useCan('alerts:read'))
  useNewAlerts(alerts?.data)
  if (!alerts?.open) return null
  return (
    <span
      class="badge absolute top-0 right-0 px-1.5 leading-4! lg:static lg:ml-auto"
      data-tone={alerts.openCritical > 0 ? 'bad' : 'plain'}
    >
      <span aria-hidden="true">{alerts.open > 99 ? '99+' : formatNumber(alerts.open)}</span>
      <span class="sr-only">{t.open(alerts.open)}</span>
    </span>
  )
}

/** Tells of alerts that were not there before, in one toast at a time; those of the beginning have been seen. */
function useNewAlerts(open: readonly Alert[] | undefined) {
  const known = useRef<Known | null>(null)
  const unread = useRef<Alert[]>([])
  useEffect(() => {
    if (!open) return
    const fresh = known.current ? newAlerts(open, known.current) : []
    known.current = knownSince(known.current, open)
    if (fresh.length === 0) return
    unread.current = [...unread.current, ...fresh]
    showToast(unread.current, () => {
      unread.current = []
    })
  }, [open])
}

/** One toast for all that nobody has put away yet. */
async function showToast(alerts: readonly Alert[], onGone: () => void) {
  const t = words()
  const [only] = alerts
  // The words for each kind come when they are first needed.
  const { alertMessages } = await import('./alert-message.ts')
  const text = alerts.length === 1 && only ? alertMessages().messageOf(only).title : t.newAlerts(alerts.length)
  const critical = alerts.some(({ severity }) => severity === 'critical')
  toastNews(critical ? 'bad' : 'warn', text, { href: '/alerts', text: t.see }, onGone)
}
