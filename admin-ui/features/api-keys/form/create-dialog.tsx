import type { ApiKeyWithSecret } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'
import { useCreateKey } from '../key/mutations.ts'
import { creationOf, EMPTY_DRAFT } from './draft/draft.ts'
import { useKeyForm } from './draft/use-key-form.ts'
import { KeyFormDialog } from './key-form-dialog.tsx'

type CreateDialogProps = {
  /** Loads what shows the new key. */
  prepare: () => Promise<void>
  onClose: () => void
  onCreated: (created: ApiKeyWithSecret) => void
}

/** Creates a key. Fields that the server refuses show the error. */
export function CreateDialog({ prepare, onClose, onCreated }: CreateDialogProps) {
  const form = useKeyForm(EMPTY_DRAFT)
  const create = useCreateKey(prepare)
  const submit = () => {
    if (!form.check()) return
    create.mutate(creationOf(form.draft, Date.now()), { onSuccess: onCreated, onError: form.refuse })
  }
  return (
    <KeyFormDialog
      isNew
      title={m.api_keys_dialog_create_title()}
      submit={m.api_keys_dialog_generate()}
      form={form}
      busy={create.isPending}
      onSubmit={submit}
      onClose={onClose}
    />
  )
}
