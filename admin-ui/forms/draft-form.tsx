import type { ComponentChildren, RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { m } from '../messages/index.ts'
import { Button } from '../ui/button.tsx'
import { Note } from '../ui/feedback/note.tsx'
import { Dialog } from '../ui/overlays/dialog.tsx'
import { DiscardQuestion, useDiscardQuestion } from './discard.ts'

export type FormDialogProps = {
  title: string
  /** Label of the submit button; default: save changes. */
  submit?: string
  form: {
    container: RefObject<HTMLDivElement | null>
    problem: string
    touched: boolean
    onBlur: () => void
  }
  busy: boolean
  /** Shown in the footer before the buttons. */
  extra?: ComponentChildren
  /** What the form will do, in words, at its right; with it the form is a wide panel. */
  summary?: ComponentChildren
  /** A wide panel also without a summary. */
  panel?: boolean
  onSubmit: () => void
  onClose: () => void
  children: ComponentChildren
}

/**
 * A dialog with a form: first the error for the whole form, then its fields. Ctrl+Enter submits from anywhere in it. A
 * form that was changed asks before it closes.
 */
export function FormDialog({
  title,
  submit,
  form,
  busy,
  extra,
  summary,
  panel = Boolean(summary),
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  const [asking, setAsking] = useState(false)
  useDiscardQuestion(form.touched)
  const close = () => (form.touched && !busy ? setAsking(true) : onClose())
  return (
    <>
      <Dialog
        title={title}
        size={panel ? 'panel' : 'wide'}
        keepOnOutsidePress
        onClose={close}
        onSubmit={() => busy || onSubmit()}
        aside={summary}
        footer={
          <>
            {extra && <div class="mr-auto">{extra}</div>}
            <Button onClick={close}>{m.ui_cancel()}</Button>
            <Button type="submit" kind="primary" busy={busy}>
              {submit ?? m.draft_form_save()}
            </Button>
          </>
        }
      >
        <div ref={form.container} class="flex flex-col gap-5" onFocusOut={form.onBlur}>
          {form.problem && (
            <Note tone="bad" alert>
              {form.problem}
            </Note>
          )}
          {children}
        </div>
      </Dialog>
      {asking && (
        <DiscardQuestion
          text={m.draft_form_discard_text({ title })}
          onKeep={() => setAsking(false)}
          onDiscard={onClose}
        />
      )}
    </>
  )
}
