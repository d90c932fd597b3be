import { useQuery } from '@tanstack/preact-query'
import type { ApiKey } from '../../../../contract/api-keys.ts'
import { getTagged, type Tagged } from '../../../api.ts'
import { useEdit } from '../../../forms/use-edit.ts'
import { Loaded } from '../../../ui/async-states.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { keyPath, useRefresh } from '../queries.ts'
import { changeOf, draftOf } from './draft.ts'
import { words } from './form-words.ts'
import { KeyFormDialog } from './key-form-dialog.tsx'
import { useKeyForm } from './use-key-form.ts'

type EditDialogProps = { id: string; onClose: () => void }

/** Changes a key: everything that was chosen when it was made, apart from its type and whether it is kept. */
export function EditDialog({ id, onClose }: EditDialogProps) {
  // Not the list's copy: what is about to be changed must be what stands now, with its version.
  const query = useQuery({
    queryKey: ['api-keys', 'tagged', id],
    queryFn: ({ signal }) => getTagged<ApiKey>(keyPath(id), undefined, signal),
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

function EditForm({ id, read, onClose }: EditDialogProps & { read: Tagged<ApiKey> }) {
  const form = useKeyForm(draftOf(read.data))
  const refresh = useRefresh()
  const edit = useEdit({ read, path: keyPath(id), form, draftOf, nameOf: ({ name }) => name, refresh, onClose })
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
