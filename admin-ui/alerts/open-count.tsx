import { useEffect, useRef } from 'preact/hooks'
import type { Alert } from '../../contract/alerts.ts'
import { useCan } from '../identity/me.ts'
import { formatNumber } from '../parts/language.ts'
import { toastFailed } from '../parts/toast.ts'
import { useOpenAlerts } from './queries.ts'
import { words } from './words.ts'

/** Beside the way to the alerts: how many are open. A critical one that comes while somebody is here is told at once. */
export function OpenCount() {
  const t = words()
  const alerts = useOpenAlerts(useCan('alerts:read'))
  useNewCritical(alerts?.data)
  if (!alerts?.open) return null
  return (
    <span
      class="badge absolute top-0 right-0 px-1.5 leading-4! lg:static lg:ml-auto"
      data-tone={alerts.data.length > 0 ? 'bad' : 'plain'}
    >
      <span aria-hidden="true">{alerts.open > 99 ? '99+' : formatNumber(alerts.open)}</span>
      <span class="sr-only">{t.open(alerts.open)}</span>
    </span>
  )
}

/** Tells of each alert that was not there before; those that stood there at the beginning have been seen. */
function useNewCritical(critical: readonly Alert[] | undefined) {
  const seen = useRef<Set<string> | null>(null)
  useEffect(() => {
    if (!critical) return
    const t = words()
    for (const alert of seen.current ? critical : []) {
      if (!seen.current?.has(alert.id)) toastFailed(t.told(alert).title, undefined, { href: '/alerts', text: t.see })
    }
    seen.current = new Set([...(seen.current ?? []), ...critical.map(({ id }) => id)])
  }, [critical])
}
