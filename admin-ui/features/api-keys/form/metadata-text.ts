import type { ApiKey } from '../../../../client/src/generated.ts'
import { findJsonProblem, type JsonProblem } from '../../../format/json-text.ts'

type Metadata = ApiKey['metadata']

/** Bytes that metadata may have as compact JSON, and characters that a name in it may have: the contract's own figures. */
export const MOST_BYTES = 4096
export const MOST_NAME_CHARACTERS = 200

export type MetadataProblem =
  | { kind: 'json'; at: JsonProblem }
  | { kind: 'no-object' }
  | { kind: 'name'; name: string }
  | { kind: 'too-large'; bytes: number }

type Read = { bytes: number } & ({ value: Metadata; problem: null } | { value: null; problem: MetadataProblem })

const bytesOf = (text: string) => new TextEncoder().encode(text).length

/** The metadata that a text holds, or what is wrong with it. An empty text holds none. `bytes`: as it counts. */
export function readMetadata(text: string): Read {
  if (text.trim() === '') return { value: {}, problem: null, bytes: 0 }
  const at = findJsonProblem(text)
  if (at) return refused(bytesOf(text), { kind: 'json', at })
  const value: unknown = JSON.parse(text)
  const bytes = bytesOf(JSON.stringify(value))
  if (!isMetadata(value)) return refused(bytes, { kind: 'no-object' })
  const name = Object.keys(value).find((one) => one.length > MOST_NAME_CHARACTERS)
  if (name !== undefined) return refused(bytes, { kind: 'name', name })
  if (bytes > MOST_BYTES) return refused(bytes, { kind: 'too-large', bytes })
  return { value, problem: null, bytes }
}

const refused = (bytes: number, problem: MetadataProblem): Read => ({ value: null, problem, bytes })

const isMetadata = (value: unknown): value is Metadata =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Metadata as a person reads and edits it. */
export const metadataText = (metadata: Metadata): string =>
  Object.keys(metadata).length === 0 ? '' : JSON.stringify(metadata, null, 2)
