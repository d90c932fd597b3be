import { formatNumber } from '../../../format/language.ts'
import type { FieldErrors } from '../../../forms/form.ts'
import { useDraft } from '../../../forms/use-draft.ts'
import { m } from '../../../messages/index.ts'
import type { Draft } from './draft.ts'
import { problemsOf } from './problems.ts'

const problems = (draft: Draft): FieldErrors =>
  problemsOf(draft, {
    problem: (problem) => m.gateway_problem({ problem }),
    range: ({ min, max }) => m.gateway_range({ min: formatNumber(min), max: formatNumber(max) }),
  })

/** The state of the form of a route. */
export function useRouteForm(initial: Draft) {
  const form = useDraft(initial, { problems })
  return {
    ...form,
    /** Validates the draft. Returns true if it is valid; otherwise shows the errors. */
    check: (): boolean => form.showErrors(problems(form.draft)),
  }
}
