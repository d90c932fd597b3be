export type JsonProblem = 'badJson' | 'needObject'

type JsonObject = { [name: string]: Json }
type Json = string | number | boolean | null | Json[] | JsonObject

export type ReadObject = { ok: true; value: JsonObject | null } | { ok: false; problem: JsonProblem }

/** Parses a JSON object; null for empty text. */
export function readJsonObject(text: string): ReadObject {
  if (!text.trim()) return { ok: true, value: null }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, problem: 'badJson' }
  }
  return isObject(value) ? { ok: true, value } : { ok: false, problem: 'needObject' }
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
