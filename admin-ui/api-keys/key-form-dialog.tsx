import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Note } from '../parts/note.tsx'
import { words } from './form-words.ts'
import { KeyForm } from './key-form.tsx'
import type { useKeyForm } from './use-key-form.ts'

type KeyFormDialogProps = {
  title: string
  /** Words of the button that sends the form. */
  submit: string
  form: ReturnType<typeof useKeyForm>
  /** The key is being made: its type is still to be chosen. */
  isNew?: boolean
  busy: boolean
  onSubmit: () => void
  onClose: () => void
}

/** The form of a key in its dialog, the same for making and for changing one. */
export function KeyFormDialog({ title, submit, form, isNew = false, busy, onSubmit, onClose }: KeyFormDialogProps) {
  return (
    <Dialog
      title={title}
      size="wide"
      keepOnOutsidePress
      onClose={onClose}
      onSubmit={() => {
        if (!busy) onSubmit()
      }}
      footer={
        <>
          <Button onClick={onClose}>{words().cancel}</Button>
          <Button type="submit" kind="primary" busy={busy}>
            {submit}
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
        <KeyForm draft={form.draft} errors={form.errors} isNew={isNew} onDraft={form.change} />
      </div>
    </Dialog>
  )
}
