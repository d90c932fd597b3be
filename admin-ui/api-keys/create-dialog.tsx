import type { ApiKeyWithSecret } from '../../contract/api-keys.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Note } from '../parts/note.tsx'
import { useCreateKey } from './changes.ts'
import { words } from './dialog-words.ts'
import { creationOf, EMPTY_DRAFT } from './draft.ts'
import { KeyForm } from './key-form.tsx'
import { useKeyForm } from './use-key-form.ts'

type CreateDialogProps = { onClose: () => void; onCreated: (created: ApiKeyWithSecret) => void }

/** Makes a key. What the server refuses is shown at its field. */
export function CreateDialog({ onClose, onCreated }: CreateDialogProps) {
  const t = words()
  const form = useKeyForm(EMPTY_DRAFT)
  const create = useCreateKey()
  const submit = () => {
    if (create.isPending || !form.check()) return
    create.mutate(creationOf(form.draft, Date.now()), { onSuccess: onCreated, onError: form.refuse })
  }
  return (
    <Dialog
      title={t.createTitle}
      size="wide"
      keepOnOutsidePress
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" kind="primary" busy={create.isPending}>
            {t.generate}
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
        <KeyForm draft={form.draft} errors={form.errors} onDraft={form.change} />
      </div>
    </Dialog>
  )
}
