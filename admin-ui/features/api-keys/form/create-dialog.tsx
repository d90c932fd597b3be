import type { ApiKeyWithSecret } from '../../../../contract/api-keys.ts'
import { useCreateKey } from '../changes.ts'
import { creationOf, EMPTY_DRAFT } from './draft.ts'
import { words } from './form-words.ts'
import { KeyFormDialog } from './key-form-dialog.tsx'
import { useKeyForm } from './use-key-form.ts'

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
