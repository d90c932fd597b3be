import { useQueryClient } from '@tanstack/preact-query'
import { useEffect } from 'preact/hooks'
import { address } from '../../../client/src/request.ts'
import { useCan } from '../../hooks/me.ts'
import { newsOn } from '../../hooks/news.ts'
import { keepOpen } from './socket.ts'
import { useVisible } from './use-visible.ts'

/**
 * Listens on every page for limits that keys are near, and for new alerts, which are then read at once. The stream
 * carries no entries, and closes while the tab is hidden.
 */
export function NewsWatcher() {
  const client = useQueryClient()
  const wanted = newsOn.limits.value || newsOn.alerts.value || newsOn.webhooks.value
  const mayRead = useCan('logs:read')
  const visible = useVisible()
  const enabled = mayRead && wanted && visible
  useEffect(() => {
    if (!enabled) return
    return keepOpen(address('/api/v1/event-logs/stream', { entries: 'false' }), {
      onOpen: () => undefined,
      onClose: () => undefined,
      onMessage: (message) => {
        if (message.kind === 'alerts') void client.invalidateQueries({ queryKey: ['alerts'] })
        else if (message.kind === 'limit' && newsOn.limits.value) {
          // Rare, so that its code is loaded when it first happens.
          void import('./limit-warning.ts').then(({ warnOfLimit }) => warnOfLimit(message))
        }
      },
    })
  }, [enabled])
  return null
}
