import { findJsonProblem } from '../../format/json-text.ts'
import { sayJsonProblem } from '../../format/json-words.ts'
import { useDraft } from '../../forms/draft-form.tsx'
import { type Draft, type Problem, placeSchemaErrors, problemsOf } from './draft.ts'
import { words } from './words.ts'

/** The state of an event's form. `taken`: the names that there are. */
export function useEventForm(initial: Draft, taken: readonly string[]) {
  const t = words()
  const form = useDraft(initial, placeSchemaErrors)
  const say = (path: string, name: Problem): string => {
    if (name !== 'json') return t[name]
    const at = findJsonProblem(path === 'schema' ? form.draft.schema : form.draft.sample)
    return at ? sayJsonProblem(at) : t.needObject
  }
  return {
    ...form,
    /** True when nothing is wrong as far as can be told here; otherwise says what is. */
    check: (): boolean => {
      const found = Object.entries(problemsOf(form.draft, taken)).map(([path, name]) => [path, say(path, name)])
      return form.tell(Object.fromEntries(found))
    },
  }
}
