import { BookOpen, Inbox, Send } from 'lucide-preact'
import { address } from '../../../client/src/request.ts'
import { idPattern } from '../../../contract/common.data.ts'
import { callApi } from '../../api/call-api.ts'
import { eventHref } from '../../format/object-links.ts'
import { m } from '../../messages/index.ts'
import type { Command, Finder } from '../../ui/page/feature.ts'

const MOST = 5
const EVENT_ID = idPattern('evt')

/** The actions of the feature in the command palette. */
export const commands: readonly Command[] = [
  {
    label: () => m.events_publish_event(),
    icon: Send,
    scope: 'events:write',
    href: '/webhooks?view=published&dialog=publish',
  },
]

/** Finds a published event by its id, and event types in the catalog. */
export const finders: readonly Finder[] = [
  {
    scope: 'events:read',
    find: async (text, signal) => {
      if (EVENT_ID.test(text)) {
        const { id, type } = await callApi('GET', '/api/v1/events/{id}', { params: { id: text }, signal })
        return [{ key: id, label: type, hint: id, icon: Inbox, href: eventHref(id) }]
      }
      const wanted = text.toLowerCase()
      const { data } = await callApi('GET', '/api/v1/event-types', { signal })
      return data
        .filter(({ type, name, description }) => `${type} ${name} ${description}`.toLowerCase().includes(wanted))
        .slice(0, MOST)
        .map(({ type, description }) => ({
          key: type,
          label: type,
          hint: description,
          icon: BookOpen,
          href: address('/webhooks', { view: 'events', event: type }),
        }))
    },
  },
]
