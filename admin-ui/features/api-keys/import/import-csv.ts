import { csvOf } from '../../../../contract/lib/csv.ts'
import { m } from '../../../messages/index.ts'
import { COLUMNS, type ImportLine } from './import-lines.ts'
import type { Outcomes } from './import-run.ts'

const EXAMPLE: Record<(typeof COLUMNS)[number], string> = {
  digest: 'f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2',
  prefix: 'acme_',
  lastCharacters: 'x7Qz',
  name: 'Mobile App',
  description: 'Moved from Acme',
  scopes: 'users:read posts:read',
  environment: 'live',
  perMinute: '100',
  perHour: 'none',
  perDay: '5000',
  allowedIps: '',
  expiresAt: '',
  consistency: '',
  tags: 'moved, mobile',
  ownerId: 'customer-7',
  metadata: '',
}

/** A template file with one example line. */
export const templateCsv = (): string => csvOf([[...COLUMNS], COLUMNS.map((name) => EXAMPLE[name])])

const nameIn = (line: ImportLine): string => (typeof line.key.name === 'string' ? line.key.name : '')

const RESULT_COLUMNS = ['at', 'outcome', 'id', 'name', 'problems'] as const

/** The result of each line of the file, as CSV. */
export function resultCsv(lines: readonly ImportLine[], outcomes: Outcomes): string {
  return csvOf([
    RESULT_COLUMNS.map((column) => m.api_keys_import_result_column_name({ column })),
    ...lines.map((line) => {
      const outcome = outcomes.get(line.at)
      const result = line.errors.length > 0 ? 'refused' : (outcome?.outcome ?? 'untried')
      const problems = [...line.errors, ...(outcome?.errors ?? [])]
      return [
        line.at,
        m.api_keys_import_result_outcome_name({ outcome: result }),
        outcome?.id ?? null,
        nameIn(line),
        problems.map(({ path, message }) => (path ? `${path} ${message}` : message)).join('; '),
      ]
    }),
  ])
}
