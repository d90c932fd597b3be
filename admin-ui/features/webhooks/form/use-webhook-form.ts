import { useDraft } from '../../../forms/draft-form.tsx'
import type { FieldErrors } from '../../../forms/form.ts'
import { isLocal } from '../webhook/target.ts'
import { type Draft, filledHeaders, problemsOf } from './draft.ts'
import { words } from './form-words.ts'

/** The state of a webhook's form. */
export function useWebhookForm(initial: Draft) {
  const t = words()
  const form = useDraft(initial, byRow)
  return {
    ...form,
    /** True when no problem was found here, in `only` these fields if named; otherwise shows the problems. */
    check: (only?: readonly string[]): boolean => {
      const found = Object.entries(problemsOf(form.draft, isLocal()))
        .filter(([path]) => !only || only.includes(path.split('.')[0] ?? ''))
        .map(([path, name]) => [path, t[name]])
      return form.showErrors(Object.fromEntries(found))
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
