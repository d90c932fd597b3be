import { useDraft } from '../../../forms/draft-form.tsx'
import { type Draft, problemsOf } from './draft.ts'
import { words } from './form-words.ts'

/** The state of a key's form. */
export function useKeyForm(initial: Draft) {
  const t = words()
  const form = useDraft(initial)
  return {
    ...form,
    /** True when nothing is wrong as far as can be told here, apart from `except`; otherwise says what is. */
    check: (except: string[] = []): boolean => {
      const found = Object.entries(problemsOf(form.draft, Date.now()))
        .filter(([path]) => !except.includes(path))
        .map(([path, name]) => [path, t[name]])
      return form.tell(Object.fromEntries(found))
    },
  }
}
