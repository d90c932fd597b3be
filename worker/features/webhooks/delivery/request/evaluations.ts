import { Evaluation, MAX_STEPS } from '../../../../platform/customer-code/jsonata/evaluation.ts'
import { Turns } from '../../../../platform/lib/budget/turns.ts'
import type { JsonObject } from '../../../../platform/lib/json/json.ts'
import { runTransform, type TransformResult } from '../../settings/transform.ts'

/**
 * Maximum length of the waiting line. With more, the last one of an organization would wait for longer than
 * MAX_WAIT_MS.
 */
const MAX_WAITING = { ofOwner: 40, inAll: 400 }
/** How long a delivery, a preview or a publish waits for its turn, ms. A lease is longer: LEASE_MARGIN_MS. */
export const MAX_WAIT_MS = 5000

/** The turns of an isolate: one transformation or expensive filter at a time, alternating between organizations. */
export const evaluations = new Turns(MAX_WAITING)

/** Runs a transformation in its own turn. Throws TurnsTaken. */
export const transformInTurn = (owner: string, expression: string, event: JsonObject): Promise<TransformResult> =>
  evaluations.run(owner, MAX_WAIT_MS, (pause) => runTransform(expression, event, new Evaluation(MAX_STEPS, pause)))
