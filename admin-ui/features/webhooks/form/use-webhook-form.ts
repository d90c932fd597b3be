import type { FieldErrors } from '../../../forms/form.ts'
import { useDraft } from '../../../forms/use-draft.ts'
import { m } from '../../../messages/index.ts'
import { isLocal } from '../webhook/target.ts'
import { type Draft, filledHeaders, problemsOf } from './draft.ts'

/** The state of a webhook's form. */
export function useWebhookForm(initial: Draft) {
  const problems = (draft: Draft): FieldErrors =>
    Object.fromEntries(
      Object.entries(problemsOf(draft, isLocal())).map(([path, problem]) => [
        path,
        m.webhooks_form_problem({ problem }),
      ]),
    )
  const form = useDraft(initial, { problems, placed: byRow })
  return {
    ...form,
    /** Validates the draft, or just the fields in `only`. Returns true if it is valid; otherwise shows the errors. */
    check: (only?: readonly string[]): boolean => {
      const found = Object.entries(problems(form.draft)).filter(
        ([path]) => !only || only.includes(path.split('.')[0] ?? ''),
      )
      return form.showErrors(Object.fromEntries(found))
    },
  }
}

/** The server reports a header by its name; the form has rows. */
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
