import type { CreateScope, Scope, UpdateScope } from '../../../../client/src/generated.ts'
import { builtInScope, isReservedScope } from '../../../../contract/scope-catalog.data.ts'
import { OWN_SCOPE_PATTERN } from '../../../../contract/scopes.data.ts'
import { same } from '../../../forms/form.ts'

/** The state of the form of a scope while the user types. */
export type Draft = { scope: string; label: string; description: string; group: string }

export const draftOf = ({ scope, label, description, group }: Scope): Draft => ({ scope, label, description, group })

/** The body that defines the drafted scope. A group that is left empty is the server's default. */
export const creationOf = ({ scope, label, description, group }: Draft): CreateScope => ({
  scope: scope.trim(),
  label: label.trim(),
  description: description.trim(),
  ...(group.trim() ? { group: group.trim() } : {}),
})

/** Only what the user changed. */
export function changeOf(before: Scope, draft: Draft): UpdateScope {
  const { scope: _, ...wanted } = creationOf(draft)
  return Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => !same(value, Reflect.get(before, name))),
  ) satisfies UpdateScope
}

export type Problem = 'needName' | 'badName' | 'reserved' | 'taken' | 'needLabel'

/** Client-side validation errors, by path. `taken`: the names that exist. The server checks everything again. */
export function problemsOf(draft: Draft, taken: readonly string[]): Record<string, Problem> {
  const problems: Record<string, Problem> = {}
  const scope = draft.scope.trim()
  if (!scope) problems.scope = 'needName'
  else if (!OWN_SCOPE_PATTERN.test(scope)) problems.scope = 'badName'
  else if (taken.includes(scope) || builtInScope(scope)) problems.scope = 'taken'
  else if (isReservedScope(scope)) problems.scope = 'reserved'
  if (!draft.label.trim()) problems.label = 'needLabel'
  return problems
}
