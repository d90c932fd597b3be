import { Evaluation, MAX_STEPS } from '../../../platform/customer-code/jsonata/evaluation.ts'
import { Turns } from '../../../platform/lib/budget/turns.ts'
import type { JsonObject } from '../../../platform/lib/json/json.ts'
import { runTransform, type Transformed } from '../settings/transform.ts'

/** More than these wait for nothing: the last of an organization would wait for longer than PATIENCE_MS. */
const MOST_WAITING = { ofOwner: 40, inAll: 400 }
/** How long a delivery, a preview or a publish waits for its turn, ms. A lease outlasts it: LEASE_MARGIN_MS. */
export const PATIENCE_MS = 5000

/** The turns of an isolate: one transformation or costly filter at a time, and organizations take turns. */
export const evaluations = new Turns(MOST_WAITING)

/** Runs a transformation in a turn of its own. Throws TurnsTaken. */
export const transformInTurn = (owner: string, expression: string, event: JsonObject): Promise<Transformed> =>
  evaluations.run(owner, PATIENCE_MS, (pause) => runTransform(expression, event, new Evaluation(MAX_STEPS, pause)))
