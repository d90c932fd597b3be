import { Pencil } from 'lucide-preact'
import { scopeCovers } from '../../../../contract/scopes.data.ts'
import { useCan } from '../../../hooks/me.ts'
import { useScopeGroups } from '../../../hooks/scope-groups.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { openKey, type TabProps } from '../key/routes.ts'

/** What a key may do, in words, by group; and what its groups have that it may not do. */
export function PermissionsTab({ apiKey, url }: TabProps) {
  const mayWrite = useCan('api-keys:write')
  const groups = useScopeGroups()
  const { scopes } = apiKey
  const has = (scope: string) => scopes.some((held) => scopeCovers(held, scope))
  const known = new Set(groups.flatMap((group) => group.scopes.map((one) => one.scope)))
  const other = scopes.filter((scope) => !known.has(scope))
  const granted = groups
    .map((group) => ({ ...group, scopes: group.scopes.filter(({ scope }) => scope !== '*' && has(scope)) }))
    .filter((group) => group.scopes.length > 0)
  const without = groups.filter((group) => !group.scopes.some(({ scope }) => scope !== '*' && has(scope)))
  const missing = without.filter((group) => group.scopes.some(({ scope }) => scope !== '*')).map((group) => group.group)
  return (
    <div class="flex max-w-4xl flex-col gap-4">
      <div class="flex min-h-8 flex-wrap items-center gap-2">
        <h2 class="mr-auto">{m.api_keys_page_may({ count: scopes.length })}</h2>
        {mayWrite && apiKey.status !== 'revoked' && (
          <Button icon={Pencil} onClick={() => openKey(url, apiKey.id, 'edit')}>
            {m.api_keys_edit()}
          </Button>
        )}
      </div>
      {has('*') && <Note tone="warn">{m.api_keys_page_full_access()}</Note>}
      <div class="card divide-y divide-line">
        {granted.map((group) => (
          <section key={group.group} class="grid gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
            <h3>{group.group}</h3>
            <ul class="grid gap-y-1.5">
              {group.scopes.map(({ scope, label, description }) => (
                <li key={scope} class="grid gap-x-4 sm:grid-cols-[12rem_minmax(0,1fr)_auto]">
                  <span class="font-medium">{label}</span>
                  <span class="text-soft">{description}</span>
                  <code class="text-faint">{scope}</code>
                </li>
              ))}
            </ul>
          </section>
        ))}
        {other.length > 0 && (
          <section class="grid gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[9rem_minmax(0,1fr)]">
            <h3>{m.api_keys_dialog_other_group()}</h3>
            <ul class="grid gap-y-1.5">
              {other.map((scope) => (
                <li key={scope}>
                  <code>{scope}</code>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {missing.length > 0 && <p class="text-soft">{m.api_keys_page_nothing_of({ groups: missing.join(', ') })}</p>}
    </div>
  )
}
