import { Ban, KeyRound, Pencil, Plus, RefreshCw } from 'lucide-preact'
import { address } from '../../../client/src/request.ts'
import { idPattern } from '../../../contract/common.data.ts'
import { callApi } from '../../api/call-api.ts'
import { apiKeyHref } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import type { Command, Finder, Found } from '../../ui/page/feature.ts'

const KEY_ID = idPattern('key')
const MOST = 5

/** The actions of the feature in the command palette. */
export const commands: readonly Command[] = [
  { label: () => m.api_keys_create_command(), icon: Plus, scope: 'api-keys:write', href: '/api-keys?dialog=create' },
]

/** Finds API keys by name, prefix, owner or id. For a single one it offers actions too. */
export const finders: readonly Finder[] = [
  {
    scope: 'api-keys:read',
    find: async (text, signal) => {
      const found = KEY_ID.test(text)
        ? [await callApi('GET', '/api/v1/api-keys/{id}', { params: { id: text }, signal })]
        : (await callApi('GET', '/api/v1/api-keys', { query: { q: text, limit: MOST }, signal })).data
      const [only] = found
      return found.length === 1 && only ? [keyFound(only), ...actionsOf(only)] : found.map(keyFound)
    },
  },
]

type Key = { id: string; name: string; masked: string; status: string }

const keyFound = ({ id, name, masked }: Key): Found => ({
  key: id,
  label: name,
  hint: masked,
  icon: KeyRound,
  href: apiKeyHref(id),
})

function actionsOf({ id, name, status }: Key): Found[] {
  if (status === 'revoked') return []
  const action = (dialog: string, label: string, icon: Found['icon']): Found => ({
    key: `${id} ${dialog}`,
    label: `${label}: ${name}`,
    icon,
    href: address('/api-keys', { key: id, dialog }),
  })
  return [
    action('edit', m.api_keys_edit(), Pencil),
    action('regenerate', m.api_keys_regenerate(), RefreshCw),
    action('revoke', m.api_keys_revoke(), Ban),
  ]
}
