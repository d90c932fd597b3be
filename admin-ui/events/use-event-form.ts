import { useState } from 'preact/hooks'
import { editWords, mergedDraft } from '../parts/edit.ts'
import { refusedFields, useFieldErrors } from '../parts/form.ts'
import { findJsonProblem } from '../parts/json-text.ts'
import { sayJsonProblem } from '../parts/json-words.ts'
import { explain } from '../parts/states.tsx'
import { type Draft, type Problem, problemsOf } from './draft.ts'
import { words } from './words.ts'

/** The form's state: the draft, what is wrong with it, and how a refusal of the server is shown. */
export function useEventForm(initial: Draft, taken: readonly string[]) {
  const t = words()
  const [draft, setDraft] = useState(initial)
  const [problem, setProblem] = useState('')
  const [errors, setErrors, container] = useFieldErrors()
  const say = (path: string, name: Problem): string => {
    if (name !== 'json') return t[name]
    const at = findJsonProblem(path === 'schema' ? draft.schema : draft.sample)
    return at ? sayJsonProblem(at) : t.needObject
  }
  return {
    draft,
    errors,
    problem,
    container,
    change: (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch })),
    /** True when nothing is wrong as far as can be told here; otherwise says what is. */
    check: (): boolean => {
      const found = Object.entries(problemsOf(draft, taken))
      setErrors(Object.fromEntries(found.map(([path, name]) => [path, say(path, name)])))
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
      const refused = refusedFields(error)
      setErrors(refused)
      setProblem(Object.keys(refused).length > 0 ? t.checkFields : explain(error).text)
    },
  }
}
