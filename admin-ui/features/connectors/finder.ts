import { Plug, Plus } from 'lucide-preact'
import { idPattern } from '../../../contract/common.data.ts'
import { callApi } from '../../api/call-api.ts'
import { CONNECTORS, connectorHref } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import type { Command, Finder, Found } from '../../ui/page/feature.ts'

const CONNECTOR_ID = idPattern('con')
const MOST = 5

/** The actions of the feature in the command palette. */
export const commands: readonly Command[] = [
  { label: () => m.connectors_create(), icon: Plus, scope: 'connectors:write', href: `${CONNECTORS}?dialog=create` },
]

/** Finds connectors by name or id. */
export const finders: readonly Finder[] = [
  {
    scope: 'connectors:read',
    find: async (text, signal) => {
      const found = CONNECTOR_ID.test(text)
        ? [await callApi('GET', '/api/v1/connectors/{id}', { params: { id: text }, signal })]
        : (await callApi('GET', '/api/v1/connectors', { query: { q: text, limit: MOST }, signal })).data
      return found.map(
        ({ id, name }): Found => ({
          key: id,
          label: name,
          hint: m.connectors_one(),
          icon: Plug,
          href: connectorHref(id),
        }),
      )
    },
  },
]
