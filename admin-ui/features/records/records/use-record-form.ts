import type { Field } from '../../../../client/src/generated.ts'
import type { FieldErrors } from '../../../forms/form.ts'
import { useDraft } from '../../../forms/use-draft.ts'
import { m } from '../../../messages/index.ts'
import { problemsOf, type RecordDraft } from './draft.ts'

/** Errors of the server name values as `data.email`. */
const placed = (errors: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.entries(errors).map(([path, message]) => [path.replace(/^data\./, ''), message]))

/** The state of a record's form. */
export function useRecordForm(fields: readonly Field[], initial: RecordDraft) {
  const problems = (draft: RecordDraft): FieldErrors =>
    Object.fromEntries(
      Object.entries(problemsOf(fields, draft)).map(([name, problem]) => [name, m.records_value_problem({ problem })]),
    )
  const form = useDraft(initial, { problems, placed })
  return { ...form, check: (): boolean => form.showErrors(problems(form.draft)) }
}
