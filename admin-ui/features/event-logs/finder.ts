import { ScrollText } from 'lucide-preact'
import { address } from '../../../client/src/request.ts'
import { idPattern } from '../../../contract/common.data.ts'
import { callApi } from '../../api/call-api.ts'
import { eventLogHref } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import type { Finder } from '../../ui/page/feature.ts'
import { isAddress } from './search.ts'

const LOG_ID = idPattern('log')
const PATH = /^\/[^\s]+$/

/** Finds a log entry by its id; leads to the filtered log for a path or an IP address. */
export const finders: readonly Finder[] = [
  {
    scope: 'logs:read',
    find: async (text, signal) => {
      if (LOG_ID.test(text)) {
        const entry = await callApi('GET', '/api/v1/event-logs/{id}', { params: { id: text }, signal })
        const label = `${entry.method} ${entry.endpoint}`
        return [
          {
            key: entry.id,
            label,
            hint: String(entry.status),
            icon: ScrollText,
            href: address('/event-logs', { log: text }),
          },
        ]
      }
      const filter = isAddress(text) ? { ip: text } : PATH.test(text) ? { path: text } : null
      if (!filter) return []
      return [
        { key: `log ${text}`, label: m.event_logs_search_for({ text }), icon: ScrollText, href: eventLogHref(filter) },
      ]
    },
  },
]
