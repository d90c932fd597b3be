import { ApiError } from '../api.ts'

/** Whether a change was refused because somebody else's came first (412). */
export const isOutdated = (error: unknown): boolean => error instanceof ApiError && error.status === 412

export const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** A form over something that has moved on: what this person typed since `before`, and elsewhere what stands now. */
export function mergedDraft<D extends object>(before: D, stands: D, typed: D): D {
  const mine = Object.entries(typed).filter(([name, value]) => !same(value, Reflect.get(before, name)))
  return { ...stands, ...Object.fromEntries(mine) }
}
