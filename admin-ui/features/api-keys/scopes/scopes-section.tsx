import { Ellipsis, Pencil, Plus, Tag, Trash2 } from 'lucide-preact'
import type { ScopeCatalogue } from '../../../../client/src/generated.ts'
import { MAX_OWN_SCOPES } from '../../../../contract/scopes.data.ts'
import { useCan } from '../../../hooks/me.ts'
import { type UrlState, useUrlState } from '../../../hooks/url-state.ts'
import { m } from '../../../messages/index.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/feedback/async-states.tsx'
import { Note } from '../../../ui/feedback/note.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Menu } from '../../../ui/overlays/menu.tsx'
import { lazy } from '../../../ui/page/lazy.tsx'
import { ownGroups, useScopeCatalog } from './queries.ts'

const CreateScopeDialog = lazy(() => import('./scope-form.tsx').then((it) => it.CreateScopeDialog))
const EditScopeDialog = lazy(() => import('./scope-form.tsx').then((it) => it.EditScopeDialog))
const DeleteScopeDialog = lazy(() => import('./delete-scope-dialog.tsx').then((it) => it.DeleteScopeDialog))

type OwnScope = ScopeCatalogue['groups'][number]['scopes'][number]

/** The scopes that the organization defined, by group; owners and admins define, change and delete them here. */
export function ScopesSection() {
  const url = useUrlState()
  const mayWrite = useCan('organization:write')
  const catalog = useScopeCatalog()
  const create = mayWrite && (
    <Button icon={Plus} onClick={() => url.open({ dialog: 'define-scope' })}>
      {m.scopes_create()}
    </Button>
  )
  return (
    <>
      <div class="card min-w-0">
        <Loaded query={catalog} waiting={<SkeletonRows rows={3} height="person" />}>
          {(known) => {
            const groups = ownGroups(known)
            const count = groups.reduce((sum, { scopes }) => sum + scopes.length, 0)
            if (count === 0) {
              return (
                <EmptyState icon={Tag} title={m.scopes_empty_title()} action={create}>
                  {m.scopes_empty_text()}
                </EmptyState>
              )
            }
            return (
              <>
                <div class="flex min-h-13 flex-wrap items-center gap-3 border-b border-line px-4 py-2">
                  <p class="mr-auto text-soft" role="status">
                    {m.scopes_count({ count })}
                  </p>
                  {count < MAX_OWN_SCOPES && create}
                </div>
                {mayWrite && count >= MAX_OWN_SCOPES && (
                  <div class="px-4 pt-3">
                    <Note>{m.scopes_full({ most: MAX_OWN_SCOPES })}</Note>
                  </div>
                )}
                {groups.map(({ group, scopes }) => (
                  <section key={group} aria-label={group} class="border-t border-line first-of-type:border-t-0">
                    <h3 class="truncate px-4 pt-3 pb-1 text-xs! font-medium! text-faint" title={group}>
                      {group}
                    </h3>
                    <ul>
                      {scopes.map((scope) => (
                        <ScopeLine key={scope.scope} scope={scope} url={url} mayWrite={mayWrite} />
                      ))}
                    </ul>
                  </section>
                ))}
              </>
            )
          }}
        </Loaded>
      </div>
      {mayWrite && <ScopeDialogs url={url} />}
    </>
  )
}

function ScopeLine({ scope, url, mayWrite }: { scope: OwnScope; url: UrlState; mayWrite: boolean }) {
  const open = (dialog: string) => () => url.open({ dialog, scope: scope.scope })
  return (
    <li class="flex min-h-11 items-center gap-3 px-4 py-1.5 last:pb-2.5">
      <div class="min-w-0 flex-1">
        <p class="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
          <span class="font-medium wrap-anywhere">{scope.label}</span>
          <code class="text-sm text-faint wrap-anywhere">{scope.scope}</code>
        </p>
        {scope.description && <p class="text-sm text-soft wrap-anywhere">{scope.description}</p>}
      </div>
      {scope.keys !== null && (
        <span class={`flex-none text-sm tabular-nums ${scope.keys === 0 ? 'text-faint' : 'text-soft'}`}>
          {m.scopes_keys({ count: scope.keys })}
        </span>
      )}
      {mayWrite && (
        <Menu
          label={m.scopes_actions_for({ label: scope.label })}
          icon={Ellipsis}
          items={() => [
            { label: m.scopes_edit(), icon: Pencil, onSelect: open('edit-scope') },
            { label: m.scopes_delete(), icon: Trash2, danger: true, onSelect: open('delete-scope') },
          ]}
        />
      )}
    </li>
  )
}

/** The dialog that the URL names. */
function ScopeDialogs({ url }: { url: UrlState }) {
  const { dialog, scope } = url.query
  const close = () => url.close('dialog', 'scope')
  if (dialog === 'define-scope') return <CreateScopeDialog onClose={close} />
  if (!scope) return null
  if (dialog === 'edit-scope') return <EditScopeDialog key={scope} scope={scope} onClose={close} />
  if (dialog === 'delete-scope') return <DeleteScopeDialog key={scope} scope={scope} onClose={close} />
  return null
}
