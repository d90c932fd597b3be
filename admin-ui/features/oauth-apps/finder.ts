import { AppWindow, Plus } from 'lucide-preact'
import { idPattern } from '../../../contract/common.data.ts'
import { callApi } from '../../api/call-api.ts'
import { OAUTH_APPS } from '../../format/links.ts'
import { oauthAppHref } from '../../format/object-links.ts'
import { m } from '../../messages/index.ts'
import type { Command, Finder, Found } from '../../ui/page/feature.ts'

const APP_ID = idPattern('app')
const MOST = 5

/** The actions of the feature in the command palette. */
export const commands: readonly Command[] = [
  {
    label: () => m.oauth_apps_create(),
    icon: Plus,
    scope: 'oauth-apps:write',
    href: `${OAUTH_APPS}?dialog=create`,
  },
]

/** Finds OAuth apps by name, id or client ID. */
export const finders: readonly Finder[] = [
  {
    scope: 'oauth-apps:read',
    find: async (text, signal) => {
      const found = APP_ID.test(text)
        ? [await callApi('GET', '/api/v1/oauth-apps/{id}', { params: { id: text }, signal })]
        : (await callApi('GET', '/api/v1/oauth-apps', { query: { search: text, limit: MOST }, signal })).data
      return found.map(
        ({ id, name }): Found => ({
          key: id,
          label: name,
          hint: m.oauth_apps_one(),
          icon: AppWindow,
          href: oauthAppHref(id),
        }),
      )
    },
  },
]
