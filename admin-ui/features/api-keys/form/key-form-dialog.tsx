import { FormDialog, type FormDialogProps, useDraft } from '../../../forms/draft-form.tsx'
import { type Draft, problemsOf } from './draft.ts'
import { words } from './form-words.ts'
import { KeyForm } from './key-form.tsx'

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

/** The state of a key's form. */
export function useKeyForm(initial: Draft) {
  const t = words()
  const form = useDraft(initial)
  return {
    ...form,
    /** True when no problem was found here, apart from `except`; otherwise shows the problems. */
    check: (except: string[] = []): boolean => {
      const found = Object.entries(problemsOf(form.draft, Date.now()))
        .filter(([path]) => !except.includes(path))
        .map(([path, name]) => [path, t[name]])
      return form.showErrors(Object.fromEntries(found))
    },
  }
}
