import type { GatewayRoute } from '../../../../client/src/generated.ts'

/** One header of a request or an answer: set to a value, or removed. */
export type HeaderRule = { name: string; value: string; remove: boolean }

type Rules = GatewayRoute['requestHeaders']

/** The rows of an editor. */
export const rowsOf = (rules: Rules): HeaderRule[] =>
  Object.entries(rules).map(([name, value]) => ({ name, value: value ?? '', remove: value === null }))

/** What is stored: a text sets a header, null removes it. Rows without a name are left out. */
export const rulesOf = (rows: readonly HeaderRule[]): Rules =>
  Object.fromEntries(
    rows
      .filter(({ name }) => name.trim() !== '')
      .map(({ name, value, remove }) => [name.trim(), remove ? null : value]),
  )
