import type { ApiKey } from '../../../../../client/src/generated.ts'
import { findJsonProblem, type JsonProblem } from '../../../../format/json-text.ts'
import { bytesOf, checkMetadata, type ValueProblem } from './metadata-value.ts'

export type MetadataProblem = { kind: 'json'; at: JsonProblem } | ValueProblem

type Read = { bytes: number } & (
  | { value: ApiKey['metadata']; problem: null }
  | { value: null; problem: MetadataProblem }
)

/** Parses metadata, and says what is wrong and where. Empty text means none. `bytes`: the size that counts. */
export function readMetadata(text: string): Read {
  if (text.trim() === '') return { value: {}, problem: null, bytes: 0 }
  const at = findJsonProblem(text)
  return at ? { value: null, problem: { kind: 'json', at }, bytes: bytesOf(text) } : checkMetadata(JSON.parse(text))
}
