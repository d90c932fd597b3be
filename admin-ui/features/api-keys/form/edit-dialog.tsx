import { useQuery } from '@tanstack/preact-query'
import type { ApiKey, UpdateApiKey } from '../../../../client/src/generated.ts'
import type { Versioned } from '../../../../client/src/request.ts'
import { callApi } from '../../../api/call-api.ts'
import { useEditForm } from '../../../forms/use-edit-form.ts'
import { Loaded } from '../../../ui/async-states.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { readApiKey, useRefresh } from '../key/queries.ts'
import { changeOf, draftOf } from './draft.ts'
import { words } from './form-words.ts'
import { KeyFormDialog, useKeyForm } from './key-form-dialog.tsx'

type EditDialogProps = { id: string; onClose: () => void }

/** Changes a key: everything that was chosen when it was made, apart from its type and whether it is kept. */
export function EditDialog({ id, onClose }: EditDialogProps) {
  // Not the copy of the list: an edit starts from the current data and its version.
  const query = useQuery({
    queryKey: ['api-keys', 'versioned', id],
    queryFn: ({ signal }) => readApiKey(id, signal),
    gcTime: 0,
  })
  if (query.data) return <EditForm id={id} read={query.data} onClose={onClose} />
  return (
    <Dialog title={words().edit} size="wide" onClose={onClose}>
      <Loaded query={query} waiting={<SkeletonRows rows={8} height="row" />}>
        {() => null}
      </Loaded>
    </Dialog>
  )
}

function EditForm({ id, read, onClose }: EditDialogProps & { read: Versioned<ApiKey> }) {
  const form = useKeyForm(draftOf(read.data))
  const refresh = useRefresh()
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
    // An expired key may be renamed: its past date is only a mistake when it was just chosen.
    if (form.check('expiresAt' in change ? [] : ['expiresAt'])) edit.save(change)
  }
  return (
    <KeyFormDialog
      title={words().editTitle(edit.base.name)}
      form={form}
      busy={edit.busy}
      onSubmit={submit}
      onClose={onClose}
    />
  )
}
