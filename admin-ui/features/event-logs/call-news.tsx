import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { address } from '../../../client/src/request.ts'
import { environmentOf } from '../../hooks/environment.ts'
import { useCan } from '../../hooks/me.ts'
import { m } from '../../messages/index.ts'
import { toastEvent } from '../../ui/feedback/toast.ts'
import { keepOpen } from './socket.ts'

/** Calls within this time are one toast, ms. */
const TOGETHER_MS = 3000

/** Shows new API calls in one toast that counts on, on every page but the log, which shows them itself. */
export function CallNews() {
  const { path, query } = useLocation()
  const environment = environmentOf(query)
  const enabled = useCan('logs:read') && path !== '/event-logs'
  useEffect(() => {
    if (!enabled) return
    let calls = 0
    let failed = 0
    let timer = 0
    const say = () => {
      toastEvent('calls', m.event_logs_news({ calls, failed }), { href: '/event-logs', text: m.event_logs_news_open() })
      calls = failed = timer = 0
    }
    const close = keepOpen(address('/api/v1/event-logs/stream', { type: 'api_call', environment }), {
      onOpen: () => undefined,
      onClose: () => undefined,
      onMessage: (message) => {
        if (message.kind !== 'entries') return
        calls += message.entries.length + message.skipped
        failed += message.entries.filter(({ status }) => status >= 400).length
        if (calls > 0 && timer === 0) timer = setTimeout(say, TOGETHER_MS)
      },
    })
    return () => {
      clearTimeout(timer)
      close()
    }
  }, [enabled, environment])
  return null
}
