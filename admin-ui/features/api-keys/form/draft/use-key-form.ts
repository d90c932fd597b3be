import type { FieldErrors } from '../../../../forms/form.ts'
import { useDraft } from '../../../../forms/use-draft.ts'
import { m } from '../../../../messages/index.ts'
import { type Draft, problemsOf } from './draft.ts'

/**
 * The state of a key's form.
 * @param found the validation errors of a draft, by path
 */
export function useKeyForm(initial: Draft, found: typeof problemsOf = problemsOf) {
  const problems = (draft: Draft): FieldErrors =>
    Object.fromEntries(
      Object.entries(found(draft, Date.now())).map(([path, problem]) => [path, m.api_keys_form_problem({ problem })]),
    )
  const form = useDraft(initial, { problems })
  return {
    ...form,
    /** Validates the draft, ignoring errors in `except`. Returns true if it is valid; otherwise shows the errors. */
    check: (except: string[] = []): boolean => {
      const found = Object.entries(problems(form.draft)).filter(([path]) => !except.includes(path))
      return form.showErrors(Object.fromEntries(found))
    },
  }
}
