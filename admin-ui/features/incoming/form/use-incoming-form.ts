import type { IncomingWebhook } from '../../../../client/src/generated.ts'
import type { FieldErrors } from '../../../forms/form.ts'
import { useDraft } from '../../../forms/use-draft.ts'
import { m } from '../../../messages/index.ts'
import { type Draft, problemsOf } from './draft.ts'

/** The part of the server's paths that the form shows at another field. */
const placed = (errors: FieldErrors): FieldErrors =>
  Object.fromEntries(
    Object.entries(errors).map(([path, message]) => {
      const previous = path === 'verification.previousSecret'
      return [previous ? 'previousSecret' : path, message]
    }),
  )

/** The state of the form of an incoming webhook. `saved`: the one that is edited. */
export function useIncomingForm<D extends Draft>(initial: D, saved: IncomingWebhook | null) {
  const problems = (draft: Draft): FieldErrors =>
    Object.fromEntries(
      Object.entries(problemsOf(draft, saved)).map(([path, problem]) => [path, m.incoming_problem({ problem })]),
    )
  const form = useDraft(initial, { problems, placed })
  return {
    ...form,
    /** Validates the draft. Returns true if it is valid; otherwise shows the errors. */
    check: (): boolean => form.showErrors(problems(form.draft)),
  }
}
