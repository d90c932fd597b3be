import { FormDialog, type FormDialogProps } from '../../../forms/draft-form.tsx'
import { m } from '../../../messages/index.ts'
import { lazy } from '../../../ui/page/lazy.tsx'
import type { useKeyForm } from './draft/use-key-form.ts'
import { KeyForm } from './key-form.tsx'

export const DraftSummary = lazy(
  () => import('./summary/draft-summary.tsx').then((it) => it.DraftSummary),
  () => <NothingYet />,
)

/** The summary before there is anything to say. */
export const NothingYet = () => (
  <div class="text-base">
    <h3>{m.api_keys_summary_title()}</h3>
    <p class="text-soft">{m.api_keys_summary_nothing()}</p>
  </div>
)

type KeyFormDialogProps = Omit<FormDialogProps, 'form' | 'summary' | 'children'> & {
  form: ReturnType<typeof useKeyForm>
  /** The key is being created: its environment can still be chosen. */
  isNew?: boolean
  /** Permissions that are scrolled to, because they were chosen for the user. */
  reveal?: readonly string[]
}

/** The panel with the form of a key, for creating and editing, and beside it what the key will be. */
export function KeyFormDialog({ isNew = false, reveal = [], ...dialog }: KeyFormDialogProps) {
  const { draft, errors, change } = dialog.form
  return (
    <FormDialog {...dialog} summary={dialog.form.touched || !isNew ? <DraftSummary draft={draft} /> : <NothingYet />}>
      <KeyForm draft={draft} errors={errors} isNew={isNew} reveal={reveal} onDraft={change} />
    </FormDialog>
  )
}
