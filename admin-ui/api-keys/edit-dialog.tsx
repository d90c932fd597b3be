import type { ApiKey } from '../../contract/api-keys.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Note } from '../parts/note.tsx'
import { SkeletonRows } from '../parts/skeleton.tsx'
import { Loaded } from '../parts/states.tsx'
import { toastDone } from '../parts/toast.ts'
import { useUpdateKey } from './changes.ts'
import { words } from './dialog-words.ts'
import { changeOf, draftOf } from './draft.ts'
import { KeyForm } from './key-form.tsx'
import { useApiKey } from './queries.ts'
import { useKeyForm } from './use-key-form.ts'

/** Changes a key: name, description, permissions, limits, addresses, expiry. */
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
    if (update.isPending) return
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
    <Dialog
      title={t.editTitle(apiKey.name)}
      size="wide"
      keepOnOutsidePress
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" kind="primary" busy={update.isPending}>
            {t.save}
          </Button>
        </>
      }
    >
      <div ref={form.container} class="flex flex-col gap-5">
        {form.problem && (
          <Note tone="bad" alert>
            {form.problem}
          </Note>
        )}
        <KeyForm fixedType draft={form.draft} errors={form.errors} onDraft={form.change} />
      </div>
    </Dialog>
  )
}
