import type { FieldErrors } from '../../../forms/form.ts'
import { useDraft } from '../../../forms/use-draft.ts'
import { m } from '../../../messages/index.ts'
import { type Draft, problemsOf } from './draft.ts'

const problems = (draft: Draft): FieldErrors => problemsOf(draft, (problem) => m.oauth_apps_problem({ problem }))

/** The state of the form of an app. */
export function useAppForm(initial: Draft) {
  const form = useDraft(initial, { problems })
  return {
    ...form,
    /** Validates the draft. Returns true if it is valid; otherwise shows the errors. */
    check: (): boolean => form.showErrors(problems(form.draft)),
  }
}
