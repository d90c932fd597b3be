import type { Json } from '../../../contract/common.ts'

export type Change = { field: string; before: string | null; after: string | null }

const isRecord = (value: Json | null): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: Json | undefined): string | null => {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What an entry tells, setting by setting; only those that differ. */
export function changesOf(before: Json | null, after: Json | null): Change[] {
  const [old, now] = [isRecord(before) ? before : {}, isRecord(after) ? after : {}]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .map((field) => ({ field, before: textOf(old[field]), after: textOf(now[field]) }))
    .filter((change) => change.before !== change.after)
}
