/** A value that differs. `path`: its field, and the name inside it if the field is an object. */
export type Change = { path: readonly string[]; before: unknown; after: unknown }

type Fields = Record<string, unknown>

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fieldsOf = (value: unknown): Fields => (isRecord(value) ? value : {})
const namesOf = (...sides: Fields[]) => [...new Set(sides.flatMap((side) => Object.keys(side)))]
// A missing value and null mean the same: nothing is set.
const textOf = (value: unknown) => JSON.stringify(value ?? null)

/** The values of an audit entry that differ, before and after. Objects are compared name by name, one level deep. */
export function auditDiff(before: unknown, after: unknown): Change[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  return namesOf(old, now)
    .flatMap((field): Change[] => {
      const [was, is] = [old[field], now[field]]
      if (!isRecord(was) && !isRecord(is)) return [{ path: [field], before: was, after: is }]
      const [inner, outer] = [fieldsOf(was), fieldsOf(is)]
      return namesOf(inner, outer).map((name) => ({ path: [field, name], before: inner[name], after: outer[name] }))
    })
    .filter((change) => textOf(change.before) !== textOf(change.after))
}
