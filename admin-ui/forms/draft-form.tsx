import type { ComponentChildren, RefObject } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { m } from '../messages/index.ts'
import { Button } from '../ui/button.tsx'
import { explain } from '../ui/feedback/async-states.tsx'
import { Note } from '../ui/feedback/note.tsx'
import { Dialog } from '../ui/overlays/dialog.tsx'
import { type FieldErrors, mergedDraft, refusedFields, same, useFieldErrors } from './form.ts'

/** Longer than a click takes, ms. */
const CLICK_MS = 200

type DraftRules<D> = {
  /** All validation errors of a draft, by path. */
  problems?: (draft: D) => FieldErrors
  /** Maps paths of the server to those of the form. */
  placed?: (errors: FieldErrors, draft: D) => FieldErrors
}

/**
 * The state of a form: the draft, its errors by field, and an error for the whole form. When a field loses the focus,
 * the errors that the user's changes caused are shown; an error disappears once it is mended.
 */
export function useDraft<D extends object>(initial: D, { problems, placed = (errors) => errors }: DraftRules<D> = {}) {
  const [start, setStart] = useState(initial)
  const [draft, setDraft] = useState(initial)
  const [problem, setProblem] = useState('')
  const [errors, setErrors, container] = useFieldErrors()
  const latest = useRef({ draft, errors, start })
  latest.current = { draft, errors, start }
  const rebase = (before: D, stands: D) => {
    setStart(stands)
    setDraft((typed) => mergedDraft(before, stands, typed))
    setErrors({})
    setProblem('')
  }
  return {
    draft,
    errors,
    problem,
    container,
    /** Whether the user has changed something. */
    touched: !same(start, draft),
    change: (patch: Partial<D>) => {
      setDraft((before) => ({ ...before, ...patch }))
      const [before, found] = [problems?.(draft) ?? {}, problems?.({ ...draft, ...patch }) ?? {}]
      // An error of our own is mended when the rule holds; one of the server, when its field was changed.
      const mended = Object.keys(errors).filter((path) =>
        path in before ? !(path in found) : !(path in found) && isIn(path, patch),
      )
      if (mended.length === 0) return
      const left = Object.fromEntries(Object.entries(errors).filter(([path]) => !mended.includes(path)))
      setErrors(left, true)
      if (Object.keys(left).length === 0) setProblem('')
    },
    /** Called when a field loses the focus. */
    onBlur: () => {
      // Later, because a message that appears between the press and the release of a button moves the button away.
      setTimeout(() => {
        const { draft, errors, start } = latest.current
        const before = problems?.(start) ?? {}
        const caused = Object.entries(problems?.(draft) ?? {}).filter(
          ([path]) => !(path in before) && !(path in errors),
        )
        if (caused.length > 0) setErrors({ ...errors, ...Object.fromEntries(caused) }, true)
      }, CLICK_MS)
    },
    /** Shows validation errors; returns true if there are none. */
    showErrors: (found: FieldErrors): boolean => {
      setErrors(found)
      setProblem('')
      return Object.keys(found).length === 0
    },
    /** Shows an error of the server. */
    refuse: (error: unknown) => {
      const refused = placed(refusedFields(error), draft)
      setErrors(refused)
      setProblem(Object.keys(refused).length > 0 ? m.draft_form_check_fields() : explain(error).text)
    },
    /** Starts from other values (`stands`), such as those that were just saved, and keeps what was edited since `before`. */
    rebase,
    /** The same for what somebody else saved, and says so. */
    takeOver: (before: D, stands: D) => {
      rebase(before, stands)
      setProblem(m.draft_form_conflict())
    },
    /** Drops what the user typed. */
    discard: () => rebase(draft, start),
  }
}

/** Whether a path of an error names one of the changed fields. */
const isIn = (path: string, patch: object): boolean => path.split('.').some((part) => part in patch)

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
        <Dialog
          title={m.draft_form_discard_title()}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button autofocus onClick={() => setAsking(false)}>
                {m.draft_form_keep_editing()}
              </Button>
              <Button kind="danger" onClick={onClose}>
                {m.draft_form_discard()}
              </Button>
            </>
          }
        >
          <p>{m.draft_form_discard_text({ title })}</p>
        </Dialog>
      )}
    </>
  )
}
