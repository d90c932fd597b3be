import type { ApiKeyWithSecret } from '../../../../client/src/generated.ts'
import { useCreateKey } from '../key/mutations.ts'
import { creationOf, EMPTY_DRAFT } from './draft.ts'
import { words } from './form-words.ts'
import { KeyFormDialog, useKeyForm } from './key-form-dialog.tsx'

type CreateDialogProps = { onClose: () => void; onCreated: (created: ApiKeyWithSecret) => void }

/** Makes a key. What the server refuses is shown at its field. */
export function CreateDialog({ onClose, onCreated }: CreateDialogProps) {
  const t = words()
  const form = useKeyForm(EMPTY_DRAFT)
  const create = useCreateKey()
  const submit = () => {
    if (!form.check()) return
    create.mutate(creationOf(form.draft, Date.now()), { onSuccess: onCreated, onError: form.refuse })
  }
  return (
    <KeyFormDialog
      isNew
      title={t.createTitle}
      submit={t.generate}
      form={form}
      busy={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    />
  )
}
