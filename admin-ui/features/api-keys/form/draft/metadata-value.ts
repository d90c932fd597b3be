import type { ApiKey } from '../../../../../client/src/generated.ts'
import { MAX_METADATA_KB } from '../../../../../contract/api-keys.data.ts'
import { MAX_JSON_NAME } from '../../../../../contract/common.data.ts'

type Metadata = ApiKey['metadata']

/** Maximum bytes of metadata as compact JSON. */
export const MAX_BYTES = MAX_METADATA_KB * 1024

/** What is wrong with a value that is JSON. */
export type ValueProblem = { kind: 'no-object' } | { kind: 'name'; name: string } | { kind: 'too-large'; bytes: number }

export const bytesOf = (text: string) => new TextEncoder().encode(text).length

type Checked = { bytes: number } & ({ value: Metadata; problem: null } | { value: null; problem: ValueProblem })

/** Whether a value may be metadata. `bytes`: the size that counts for the limit. */
export function checkMetadata(value: unknown): Checked {
  const bytes = bytesOf(JSON.stringify(value))
  const refused = (problem: ValueProblem): Checked => ({ value: null, problem, bytes })
  if (!isMetadata(value)) return refused({ kind: 'no-object' })
  const name = Object.keys(value).find((one) => one.length > MAX_JSON_NAME)
  if (name !== undefined) return refused({ kind: 'name', name })
  return bytes > MAX_BYTES ? refused({ kind: 'too-large', bytes }) : { value, problem: null, bytes }
}

const isMetadata = (value: unknown): value is Metadata =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The metadata in a text; null if it is not valid. Empty text means none. */
export function metadataValue(text: string): Metadata | null {
  if (text.trim() === '') return {}
  try {
    return checkMetadata(JSON.parse(text)).value
  } catch {
    return null
  }
}

/** Metadata as formatted text for editing. */
export const metadataText = (metadata: Metadata): string =>
  Object.keys(metadata).length === 0 ? '' : JSON.stringify(metadata, null, 2)
