import { Inbox, Plus } from 'lucide-preact'
import { idPattern } from '../../../contract/common.data.ts'
import { callApi } from '../../api/call-api.ts'
import { INCOMING } from '../../format/links.ts'
import { incomingHref } from '../../format/object-links.ts'
import { m } from '../../messages/index.ts'
import type { Command, Finder, Found } from '../../ui/page/feature.ts'

const INCOMING_ID = idPattern('inc')
const MOST = 5

/** The actions of the feature in the command palette. */
export const commands: readonly Command[] = [
  {
    label: () => m.incoming_create_command(),
    icon: Plus,
    scope: 'incoming:write',
    href: `${INCOMING}?dialog=create`,
  },
]

/** Finds incoming webhooks by name or id. */
export const finders: readonly Finder[] = [
  {
    scope: 'incoming:read',
    find: async (text, signal) => {
      const found = INCOMING_ID.test(text)
        ? [await callApi('GET', '/api/v1/incoming-webhooks/{id}', { params: { id: text }, signal })]
        : (await callApi('GET', '/api/v1/incoming-webhooks', { query: { q: text, limit: MOST }, signal })).data
      return found.map(
        ({ id, name }): Found => ({
          key: id,
          label: name,
          hint: m.incoming_one(),
          icon: Inbox,
          href: incomingHref(id),
        }),
      )
    },
  },
]
