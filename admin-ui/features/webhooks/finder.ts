import { Pencil, Plus, Send, Webhook } from 'lucide-preact'
import { address } from '../../../client/src/request.ts'
import { idPattern } from '../../../contract/common.data.ts'
import { callApi } from '../../api/call-api.ts'
import { webhookHref } from '../../format/links.ts'
import { m } from '../../messages/index.ts'
import type { Command, Finder, Found } from '../../ui/page/feature.ts'

const WEBHOOK_ID = idPattern('whk')
const MOST = 5

/** The actions of the feature in the command palette. */
export const commands: readonly Command[] = [
  { label: () => m.webhooks_create_command(), icon: Plus, scope: 'webhooks:write', href: '/webhooks?dialog=create' },
]

/** Finds webhooks by name, URL or id. For a single one it offers actions too. */
export const finders: readonly Finder[] = [
  {
    scope: 'webhooks:read',
    find: async (text, signal) => {
      const found = WEBHOOK_ID.test(text)
        ? [await callApi('GET', '/api/v1/webhooks/{id}', { params: { id: text }, signal })]
        : (await callApi('GET', '/api/v1/webhooks', { query: { q: text, limit: MOST }, signal })).data
      const [only] = found
      return found.length === 1 && only ? [webhookFound(only), ...actionsOf(only)] : found.map(webhookFound)
    },
  },
]

type Hook = { id: string; name: string; url: string }

const webhookFound = ({ id, name, url }: Hook): Found => ({
  key: id,
  label: name,
  hint: url.replace(/^https?:\/\//, ''),
  icon: Webhook,
  href: webhookHref(id),
})

function actionsOf({ id, name }: Hook): Found[] {
  const action = (dialog: string, label: string, icon: Found['icon']): Found => ({
    key: `${id} ${dialog}`,
    label: `${label}: ${name}`,
    icon,
    href: address('/webhooks', { webhook: id, for: id, dialog }),
  })
  return [action('test', m.webhooks_test(), Send), action('edit', m.webhooks_edit(), Pencil)]
}
