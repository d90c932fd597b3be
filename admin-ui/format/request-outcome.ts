import type { IncomingRequest } from '../../client/src/generated.ts'
import { m } from '../messages/index.ts'

type Ended = Pick<IncomingRequest, 'verdict' | 'outcome' | 'result' | 'errors'>

/** What came of a request in a few words, the cause first: "Record created", "Wrong signature", "Invalid: email +1". */
export function requestOutcome({ verdict, outcome, result, errors }: Ended): string {
  if (verdict === 'challenge') return m.incoming_outcome_challenge()
  if (verdict === 'repeated') return m.incoming_outcome_repeated()
  if (verdict === 'accepted') return result ? m.incoming_result_name({ result }) : m.outcomes_outcome_name({ outcome })
  const name = m.outcomes_outcome_name({ outcome })
  // A code that this version does not know is shown as it is.
  const text = name === outcome ? outcome.replaceAll('_', ' ') : name
  const [first, ...others] = errors.map(({ path }) => path).filter((path) => path !== '')
  if (first === undefined) return text
  return others.length === 0 ? `${text}: ${first}` : `${text}: ${first} +${others.length}`
}
