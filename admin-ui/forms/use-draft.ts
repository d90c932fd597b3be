import { useRef, useState } from 'preact/hooks'
import { m } from '../messages/index.ts'
import { explain } from '../ui/feedback/async-states.tsx'
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
