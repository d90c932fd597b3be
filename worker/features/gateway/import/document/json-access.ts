import type { Json, JsonObject } from '../../../../platform/lib/json/json.ts'

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An own member; undefined also for anything that is no object. */
export const member = (value: unknown, name: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined

export const textAt = (value: unknown, name: string): string | null => {
  const found = member(value, name)
  return typeof found === 'string' ? found : null
}

export const objectAt = (value: unknown, name: string): JsonObject | null => {
  const found = member(value, name)
  return isObject(found) ? found : null
}

export const listAt = (value: unknown, name: string): Json[] => {
  const found = member(value, name)
  return Array.isArray(found) ? found : []
}

/** The strings of a list; a string alone counts as a list of one. */
export const stringsAt = (value: unknown, name: string): string[] => {
  const found = member(value, name)
  if (typeof found === 'string') return [found]
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : []
}
