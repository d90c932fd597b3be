import type { FieldErrors } from '../../../forms/form.ts'
import { useDraft } from '../../../forms/use-draft.ts'
import { m } from '../../../messages/index.ts'
import { type Draft, type Problem, problemsOf } from './draft.ts'

const TEXTS: Record<Problem, () => string> = {
  name: () => m.connectors_need_name(),
  url: () => m.connectors_need_url(),
  events: () => m.connectors_need_events(),
}

/** The state of the form of a connector. `isNew`: the URL is needed too. */
export function useConnectorForm<D extends Pick<Draft, 'name' | 'url' | 'events'>>(initial: D, isNew: boolean) {
  const problems = (draft: D): FieldErrors =>
    Object.fromEntries(problemsOf(draft, isNew).map((problem) => [problem, TEXTS[problem]()]))
  const form = useDraft(initial, { problems })
  return { ...form, check: (): boolean => form.showErrors(problems(form.draft)) }
}
