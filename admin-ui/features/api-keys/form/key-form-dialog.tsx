import { FormDialog, type FormDialogProps } from '../../../forms/draft-form.tsx'
import { KeyForm } from './key-form.tsx'
import type { useKeyForm } from './use-key-form.ts'

type KeyFormDialogProps = Omit<FormDialogProps, 'form' | 'extra' | 'children'> & {
  form: ReturnType<typeof useKeyForm>
  /** The key is being made: its type is still to be chosen. */
  isNew?: boolean
}

/** The form of a key in its dialog, the same for making and for changing one. */
export function KeyFormDialog({ isNew = false, ...dialog }: KeyFormDialogProps) {
  const { draft, errors, change } = dialog.form
  return (
    <FormDialog {...dialog}>
      <KeyForm draft={draft} errors={errors} isNew={isNew} onDraft={change} />
    </FormDialog>
  )
}
