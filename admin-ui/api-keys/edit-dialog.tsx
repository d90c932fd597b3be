import { useQuery } from '@tanstack/preact-query'
import type { ApiKey } from '../../contract/api-keys.ts'
import { getTagged, type Tagged } from '../api.ts'
import { Dialog } from '../parts/dialog.tsx'
import { useBase } from '../parts/draft-form.tsx'
import { SkeletonRows } from '../parts/skeleton.tsx'
import { Loaded } from '../parts/states.tsx'
import { toastDone } from '../parts/toast.ts'
import { useUpdateKey } from './changes.ts'
import { changeOf, draftOf } from './draft.ts'
import { words } from './form-words.ts'
import { KeyFormDialog } from './key-form-dialog.tsx'
import { keyPath } from './queries.ts'
import { useKeyForm } from './use-key-form.ts'

type EditDialogProps = { id: string; onClose: () => void }

/** Changes a key: everything that was chosen when it was made, apart from its type and whether it is kept. */
export function EditDialog({ id, onClose }: EditDialogProps) {
  const t = words()
  // Not the list's copy: what is about to be changed must be what stands now, with its version.
  const query = useQuery({
    queryKey: ['api-keys', 'tagged', id],
    queryFn: ({ signal }) => getTagged<ApiKey>(keyPath(id), undefined, signal),
    gcTime: 0,
  })
  if (query.data) return <EditForm id={id} read={query.data} onClose={onClose} />
  return (
    <Dialog title={t.edit} size="wide" onClose={onClose}>
      <Loaded query={query} waiting={<SkeletonRows rows={8} height="row" />}>
        {() => null}
      </Loaded>
    </Dialog>
  )
}

function EditForm({ id, read, onClose }: EditDialogProps & { read: Tagged<ApiKey> }) {
  const t = words()
  const form = useKeyForm(draftOf(read.data))
  const { base, ifMatch, refused } = useBase(read, keyPath(id), draftOf, form)
  const update = useUpdateKey(id)
  const submit = () => {
    const change = changeOf(base, form.draft, Date.now())
    // An expired key may be renamed: its past date is only a mistake when it was just chosen.
    if (!('expiresAt' in change) ? !form.check(['expiresAt']) : !form.check()) return
    if (Object.keys(change).length === 0) {
      toastDone(t.noChange)
      return onClose()
    }
    update.mutate(
      { change, ifMatch },
      {
        onSuccess: (saved) => {
          toastDone(t.saved(saved.name))
          onClose()
        },
        onError: refused,
      },
    )
  }
  return (
    <KeyFormDialog
      title={t.editTitle(base.name)}
      submit={t.save}
      form={form}
      busy={update.isPending}
      onSubmit={submit}
      onClose={onClose}
    />
  )
}
