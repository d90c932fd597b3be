import { useQuery } from '@tanstack/preact-query'
import { useEffect } from 'preact/hooks'
import type { ApiKey, UpdateApiKey } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { useEditForm } from '../../../forms/use-edit-form.ts'
import { m } from '../../../messages/index.ts'
import { Loaded } from '../../../ui/feedback/async-states.tsx'
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx'
import { Dialog } from '../../../ui/overlays/dialog.tsx'
import { readApiKey, useRefresh } from '../key/queries.ts'
import { changeOf, draftOf } from './draft/edit-draft.ts'
import { useKeyForm } from './draft/use-key-form.ts'
import { KeyFormDialog } from './key-form-dialog.tsx'

type EditDialogProps = {
  id: string
  /** Scopes that are chosen already, such as those that a refused call needed. */
  add: readonly string[]
  onClose: () => void
}

/** Changes a key: all of its settings except its environment and whether it is recoverable. */
export function EditDialog({ id, add, onClose }: EditDialogProps) {
  // Not the row of the list: an edit starts from the current data and its version.
  const query = useQuery({
    queryKey: ['api-keys', 'versioned', id],
    queryFn: ({ signal }) => readApiKey(id, signal),
    gcTime: 0,
  })
  if (query.data) return <EditForm id={id} add={add} read={query.data} onClose={onClose} />
  return (
    <Dialog title={m.api_keys_edit()} size="wide" onClose={onClose}>
      <Loaded query={query} waiting={<SkeletonRows rows={8} height="row" />}>
        {() => null}
      </Loaded>
    </Dialog>
  )
}

function EditForm({ id, add, read, onClose }: EditDialogProps & { read: Versioned<ApiKey> }) {
  const form = useKeyForm(draftOf(read.data))
  const refresh = useRefresh()
  useEffect(() => {
    const missing = add.filter((scope) => !form.draft.scopes.includes(scope))
    if (missing.length > 0) form.change({ scopes: [...form.draft.scopes, ...missing] })
  }, [])
  const edit = useEditForm({
    initial: read,
    read: () => readApiKey(id),
    write: (body: UpdateApiKey, ifMatch) =>
      callApi('PATCH', '/api/v1/api-keys/{id}', { params: { id }, body, ifMatch }),
    form,
    draftOf,
    nameOf: ({ name }) => name,
    refresh,
    onClose,
  })
  const submit = () => {
    const change = changeOf(edit.base, form.draft, Date.now())
    // An expired key may be renamed: its past date is only an error if it was just chosen.
    if (form.check('expiresAt' in change ? [] : ['expiresAt'])) edit.save(change)
  }
  return (
    <KeyFormDialog
      title={m.api_keys_dialog_edit_title({ name: edit.base.name })}
      form={form}
      busy={edit.busy}
      reveal={add}
      onSubmit={submit}
      onClose={onClose}
    />
  )
}
