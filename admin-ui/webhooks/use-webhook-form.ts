import { useState } from 'preact/hooks'
import { editWords, mergedDraft } from '../parts/edit.ts'
import { type FieldErrors, refusedFields, useFieldErrors } from '../parts/form.ts'
import { explain } from '../parts/states.tsx'
import { type Draft, filledHeaders, problemsOf } from './draft.ts'
import { words } from './form-words.ts'
import { isLocal } from './target.ts'

/** The form's state: the draft, what is wrong with it, and how a refusal of the server is shown. */
export function useWebhookForm(initial: Draft) {
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
    /** True when nothing is wrong as far as can be told here, `only` these fields if named; otherwise says what is. */
    check: (only?: readonly string[]): boolean => {
      const found = Object.entries(problemsOf(draft, isLocal()))
        .filter(([path]) => !only || only.includes(path.split('.')[0] ?? ''))
        .map(([path, name]) => [path, t[name]])
      setErrors(Object.fromEntries(found))
      setProblem('')
      return found.length === 0
    },
    /** Goes on from what somebody else saved meanwhile (`stands`), and keeps what was typed since `before`. */
    takeOver: (before: Draft, stands: Draft) => {
      setDraft((typed) => mergedDraft(before, stands, typed))
      setErrors({})
      setProblem(editWords().conflict)
    },
    refuse: (error: unknown) => {
      const refused = byRow(refusedFields(error), draft)
      setErrors(refused)
      setProblem(Object.keys(refused).length > 0 ? t.checkFields : explain(error).text)
    },
  }
}

/** The server speaks of a header by its name; the form has rows. */
function byRow(errors: FieldErrors, { headers }: Draft): FieldErrors {
  return Object.fromEntries(
    Object.entries(errors).map(([path, message]) => {
      if (!path.startsWith('headers.')) return [path, message]
      const name = path.slice('headers.'.length)
      const row = filledHeaders(headers).find((one) => one.name.trim() === name)
      return [row ? `headers.${headers.indexOf(row)}` : 'headers', message]
    }),
  )
}
