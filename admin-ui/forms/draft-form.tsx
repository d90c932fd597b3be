import type { ComponentChildren, RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { defineWords } from '../format/language.ts'
import { explain } from '../ui/async-states.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Note } from '../ui/note.tsx'
import { words } from '../ui/words.ts'
import { type FieldErrors, mergedDraft, refusedFields, useFieldErrors } from './form.ts'

const formWords = defineWords({
  save: 'Save Changes',
  checkFields: 'Some fields need another look.',
  conflict:
    'Somebody else changed this meanwhile. The fields you left alone now show theirs; yours are kept. Look them through, then save again.',
})

/**
 * A form's state: the draft, what is wrong with it by field, and what is said of it as a whole. `placed` turns the paths of
 * which the server speaks into those of the form.
 */
export function useDraft<D extends object>(initial: D, placed = (errors: FieldErrors, _draft: D) => errors) {
  const t = formWords()
  const [draft, setDraft] = useState(initial)
  const [problem, setProblem] = useState('')
  const [errors, setErrors, container] = useFieldErrors()
  return {
    draft,
    errors,
    problem,
    container,
    change: (patch: Partial<D>) => setDraft((before) => ({ ...before, ...patch })),
    /** Shows the problems that were found; true when there are none. */
    showErrors: (found: FieldErrors): boolean => {
      setErrors(found)
      setProblem('')
      return Object.keys(found).length === 0
    },
    /** Shows what the server refused. */
    refuse: (error: unknown) => {
      const refused = placed(refusedFields(error), draft)
      setErrors(refused)
      setProblem(Object.keys(refused).length > 0 ? t.checkFields : explain(error).text)
    },
    /** Continues from what somebody else saved meanwhile (`stands`), and keeps what was typed since `before`. */
    takeOver: (before: D, stands: D) => {
      setDraft((typed) => mergedDraft(before, stands, typed))
      setErrors({})
      setProblem(t.conflict)
    },
  }
}

export type FormDialogProps = {
  title: string
  /** Text of the button that submits the form; left out, it saves changes. */
  submit?: string
  form: { container: RefObject<HTMLDivElement | null>; problem: string }
  busy: boolean
  /** Shown in the footer before the buttons. */
  extra?: ComponentChildren
  onSubmit: () => void
  onClose: () => void
  children: ComponentChildren
}

/** A dialog that is a form: what is wrong with it as a whole first, then its fields. */
export function FormDialog({ title, submit, form, busy, extra, onSubmit, onClose, children }: FormDialogProps) {
  return (
    <Dialog
      title={title}
      size="wide"
      keepOnOutsidePress
      onClose={onClose}
      onSubmit={() => busy || onSubmit()}
      footer={
        <>
          {extra && <div class="mr-auto">{extra}</div>}
          <Button onClick={onClose}>{words().cancel}</Button>
          <Button type="submit" kind="primary" busy={busy}>
            {submit ?? formWords().save}
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
        {children}
      </div>
    </Dialog>
  )
}
