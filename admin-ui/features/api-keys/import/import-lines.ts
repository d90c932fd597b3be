import type { RateLimit } from '../../../../client/src/generated.ts'
import type { FieldErrors } from '../../../forms/form.ts'
import type { Draft } from '../form/draft/draft.ts'
/** Fields of an imported key, as columns of a CSV file; only `digest` is required. */
export const COLUMNS = [
  'digest',
  'prefix',
  'lastCharacters',
  'name',
  'description',
  'scopes',
  'environment',
  'perMinute',
  'perHour',
  'perDay',
  'allowedIps',
  'expiresAt',
  'consistency',
  'tags',
  'ownerId',
  'metadata',
] as const
export type ColumnName = (typeof COLUMNS)[number]

export type LineError = { path: string; message: string }
export type ImportLine = {
  /** The line number in the file, or the position in a JSON list. */
  at: number
  /** What will be sent: only known fields, and nothing at all that looks like a key instead of a digest. */
  key: Record<string, unknown>
  /** Errors that were found locally; such a line is not sent. */
  errors: LineError[]
}
export type ImportFile = { lines: ImportLine[]; unit: 'line' | 'entry'; leftOut: string[] }
export type FileProblem = { problem: 'empty' | 'noDigest' | 'badJson' | 'badCsv' | 'tooMany'; detail: string }

/** The input of the first step. */
export type Source = {
  text: string
  /** Null: the text was typed or pasted. */
  fileName: string | null
  scopes: string[]
  /** Null: the default limits of a new key. */
  limits: { draft: Draft['limits']; value: RateLimit; problems: FieldErrors } | null
}
