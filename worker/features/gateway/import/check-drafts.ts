import type { Deps } from '../../../platform/deps.ts'
import { invalid } from '../../../platform/errors.ts'
import { routeProblems } from '../settings/check-route.ts'
import type { Draft } from './plan/draft-routes.ts'

/**
 * Leaves out what could not be saved: routes whose upstream may not be called, and tools that agents could not call, with the
 * reason. Throws `invalid` if `isOwnUpstream`, and nothing of it can be used.
 */
export async function checkDrafts(
  deps: Deps,
  organizationId: string,
  drafts: readonly Draft[],
  isOwnUpstream: boolean,
): Promise<Draft[]> {
  const checked: Draft[] = []
  for (const draft of drafts) {
    const { input } = draft
    const problems = input ? await routeProblems(deps, organizationId, input) : []
    const upstream = problems.find(({ path }) => path === 'upstream')
    if (upstream && isOwnUpstream) throw invalid('upstream', upstream.message)
    const other = problems.find(({ path }) => !path.startsWith('tool') && path !== 'methods')
    const [first] = problems
    if (other) {
      checked.push({ ...draft, input: null, toolName: null, problems: [`Its ${other.path} ${other.message}.`] })
    } else if (input && first) {
      const problem = `No tool was made: ${first.path} ${first.message}.`
      checked.push({
        ...draft,
        input: { ...input, tool: null },
        toolName: null,
        problems: [...draft.problems, problem],
      })
    } else checked.push(draft)
  }
  return checked
}
