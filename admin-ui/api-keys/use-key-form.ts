import { useState } from 'preact/hooks'
import { editWords, mergedDraft } from '../parts/edit.ts'
import { type FieldErrors, refusedFields, useFieldErrors } from '../parts/form.ts'
import { explain } from '../parts/states.tsx'
import { type Draft, problemsOf } from './draft.ts'
import { words } from './form-words.ts'

/** The form's state: the draft, what is wrong with it, and how a refusal of the server is shown. */
export function useKeyForm(initial: Draft) {
  const t = words()
  const [draft, setDraft] = useState(initial)
  const [problem, setProblem] = useState('')
  const [errors, setErrors, container] = useFieldErrors()
  return {
    draft,
    errors,
    problem,
    container,
    change: (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch })),
    /** True when nothing is wrong as far as can be told here, apart from `except`; otherwise says what is. */
    check: (except: string[] = []): boolean => {
      const found = Object.entries(problemsOf(draft, Date.now())).filter(([path]) => !except.includes(path))
      const told: FieldErrors = Object.fromEntries(found.map(([path, name]) => [path, t[name]]))
      setErrors(told)
      setProblem('')
      return Object.keys(told).length === 0
    },
    /** Goes on from what somebody else saved meanwhile (`stands`), and keeps what was typed since `before`. */
    takeOver: (before: Draft, stands: Draft) => {
      setDraft((typed) => mergedDraft(before, stands, typed))
      setErrors({})
      setProblem(editWords().conflict)
    },
    refuse: (error: unknown) => {
      const refused = refusedFields(error)
      setErrors(refused)
      setProblem(Object.keys(refused).length > 0 ? t.checkFields : explain(error).text)
    },
  }
}
