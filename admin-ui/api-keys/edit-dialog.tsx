import type { ApiKey } from '../../contract/api-keys.ts'
import { Dialog } from '../parts/dialog.tsx'
import { SkeletonRows } from '../parts/skeleton.tsx'
import { Loaded } from '../parts/states.tsx'
import { toastDone } from '../parts/toast.ts'
import { useUpdateKey } from './changes.ts'
import { changeOf, draftOf } from './draft.ts'
import { words } from './form-words.ts'
import { KeyFormDialog } from './key-form-dialog.tsx'
import { useApiKey } from './queries.ts'
import { useKeyForm } from './use-key-form.ts'

/** Changes a key: everything that was chosen when it was made, apart from its type and whether it is kept. */
export function EditDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useApiKey(id)
  // Not the list's copy: what is about to be changed must be what stands now.
  const fresh = query.isPlaceholderData ? { ...query, data: undefined } : query
  if (fresh.data) return <EditForm apiKey={fresh.data} onClose={onClose} />
  return (
    <Dialog title={words().edit} size="wide" onClose={onClose}>
      <Loaded query={fresh} waiting={<SkeletonRows rows={8} height="row" />}>
        {() => null}
      </Loaded>
    </Dialog>
  )
}

function EditForm({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const t = words()
  const form = useKeyForm(draftOf(apiKey))
  const update = useUpdateKey(apiKey.id)
  const submit = () => {
    const change = changeOf(apiKey, form.draft, Date.now())
    // An expired key may be renamed: its past date is only a mistake when it was just chosen.
    if (!('expiresAt' in change) ? !form.check(['expiresAt']) : !form.check()) return
    if (Object.keys(change).length === 0) {
      toastDone(t.noChange)
      return onClose()
    }
    update.mutate(change, {
      onSuccess: (saved) => {
        toastDone(t.saved(saved.name))
        onClose()
      },
      onError: form.refuse,
    })
  }
  return (
    <KeyFormDialog
      title={t.editTitle(apiKey.name)}
      submit={t.save}
      form={form}
      busy={update.isPending}
      onSubmit={submit}
      onClose={onClose}
    />
  )
}
