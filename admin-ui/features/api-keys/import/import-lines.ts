import type { RateLimit } from '../../../../client/src/generated.ts'
import type { FieldErrors } from '../../../forms/form.ts'
import type { Draft } from '../form/draft.ts'
/** Fields of an imported key, as columns of a CSV file have them; `digest` alone must be there. */
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
  /** Its line in the file, or its number in a JSON list. */
  at: number
  /** What will be sent of it: known fields alone, and nothing at all that looks like a key instead of a digest. */
  key: Record<string, unknown>
  /** What is wrong already here; such a line is not sent. */
  errors: LineError[]
}
export type ImportFile = { lines: ImportLine[]; unit: 'line' | 'entry'; leftOut: string[] }
export type FileProblem = { problem: 'empty' | 'noDigest' | 'badJson' | 'badCsv' | 'tooMany'; detail: string }

/** What the first step of the import asks for. */
export type Source = {
  text: string
  /** Null: it was typed or pasted. */
  fileName: string | null
  scopes: string[]
  /** Null: those of a new key. */
  limits: { draft: Draft['limits']; value: RateLimit; problems: FieldErrors } | null
}
