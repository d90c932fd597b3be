import { evaluations, MAX_WAIT_MS } from '../../../../platform/customer-code/evaluations.ts'
import { Evaluation, MAX_STEPS } from '../../../../platform/customer-code/jsonata/evaluation.ts'
import type { JsonObject } from '../../../../platform/lib/json/json.ts'
import { runTransform, type TransformResult } from '../../settings/transform.ts'

/** Runs a transformation in its own turn. `owner`: its organization. Throws TurnsTaken. */
export const transformInTurn = (owner: string, expression: string, event: JsonObject): Promise<TransformResult> =>
  evaluations.run(owner, MAX_WAIT_MS, (pause) => runTransform(expression, event, new Evaluation(MAX_STEPS, pause)))
