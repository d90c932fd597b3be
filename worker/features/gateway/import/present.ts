import type { GatewayImport, ImportedOperation } from '../../../../contract/gateway.ts'
import type { Step } from './plan/plan-import.ts'
import type { ReadImport } from './read-operations.ts'

const MAX_PROBLEMS = 10
const MAX_TEXT = 300

/** An import as the API returns it. `idOf`: the id of the route that a step created. */
export function presentImport(
  { facts, upstream }: ReadImport,
  steps: readonly Step[],
  newScopes: readonly string[],
  idOf: (step: Step) => string | null,
): GatewayImport {
  const count = (action: Step['action']) => steps.filter((step) => step.action === action).length
  return {
    ...facts,
    upstream,
    operations: steps.map((step) => presentStep(step, newScopes, idOf)),
    created: count('create'),
    updated: count('update'),
    unchanged: count('unchanged'),
    skipped: count('skip'),
    newScopes: [...newScopes],
  }
}

function presentStep(step: Step, newScopes: readonly string[], idOf: (step: Step) => string | null): ImportedOperation {
  const { key, operationId, summary, method, path } = step.draft.operation
  const route = step.action === 'skip' ? null : step.route
  return {
    key,
    operationId: operationId && short(operationId),
    summary: short(summary),
    method,
    path,
    action: step.action,
    routeId: step.action === 'update' || step.action === 'unchanged' ? step.row.id : idOf(step),
    route,
    newScopes: route ? newScopes.filter((scope) => route.scopes.includes(scope)) : [],
    problems: [...new Set(step.problems)].slice(0, MAX_PROBLEMS).map(short),
  }
}

const short = (text: string): string => {
  const clean = text.toWellFormed().trim()
  return clean.length <= MAX_TEXT ? clean : `${clean.slice(0, MAX_TEXT - 1).toWellFormed()}…`
}
