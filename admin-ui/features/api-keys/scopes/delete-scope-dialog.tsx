import type { Scope } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { ConfirmDialog } from '../../../forms/confirm-dialog.tsx'
import { m } from '../../../messages/index.ts'
import { Note, Refusal } from '../../../ui/feedback/note.tsx'
import { toastDone } from '../../../ui/feedback/toast.ts'
import { DialogOf } from '../../../ui/overlays/dialog-of.tsx'
import { useDeleteScope, useScope } from './queries.ts'

/** Deletes a scope of the organization. It says how many keys hold it, and that they keep it. */
export function DeleteScopeDialog({ scope, onClose }: { scope: string; onClose: () => void }) {
  const query = useScope(scope)
  return (
    <DialogOf query={query} title={m.scopes_delete_title()} gone={m.scopes_gone()} onClose={onClose}>
      {(read) => <Delete read={read} onRefused={() => void query.refetch()} onClose={onClose} />}
    </DialogOf>
  )
}

type DeleteProps = { read: Versioned<Scope>; onRefused: () => void; onClose: () => void }

function Delete({ read, onRefused, onClose }: DeleteProps) {
  const { scope, label, keys } = read.data
  const remove = useDeleteScope()
  const held = keys ?? 0
  const submit = () =>
    remove.mutate(
      { scope, force: held > 0, ifMatch: read.etag },
      {
        onSuccess: () => {
          toastDone(m.scopes_deleted({ label }))
          onClose()
        },
        // Somebody may have given it to a key, or changed it: the dialog then shows how it stands now.
        onError: onRefused,
      },
    )
  return (
    <ConfirmDialog
      title={m.scopes_delete_title()}
      confirm={m.scopes_delete_confirm()}
      check={held > 0 ? m.scopes_delete_check({ scope }) : undefined}
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={submit}
    >
      {remove.error && <Refusal error={remove.error} />}
      <dl class="card facts p-3">
        <dt>{m.scopes_label()}</dt>
        <dd class="wrap-anywhere">{label}</dd>
        <dt>{m.scopes_name()}</dt>
        <dd>
          <code>{scope}</code>
        </dd>
      </dl>
      <p>{m.scopes_delete_text()}</p>
      {held > 0 && <Note tone="warn">{m.scopes_delete_held({ count: held })}</Note>}
    </ConfirmDialog>
  )
}
