import type { ToolArgument } from '../../../../contract/gateway.ts'
import type { Json, JsonObject } from '../../../platform/lib/json/json.ts'

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as one text: JSON for what has no other form. */
const plain = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
const encoded = (value: Json): string => encodeURIComponent(plain(value))
const pair = (name: string, value: Json): string => `${encodeURIComponent(name)}=${encoded(value)}`

const DELIMITERS = { form: ',', spaceDelimited: '%20', pipeDelimited: '%7C' } as const

/**
 * An argument in a query (OpenAPI 3.1, style values), as parts that are joined by `&`. Null, and what is null in a list or an object,
 * is left out.
 */
export function inQuery(
  name: string,
  value: Json,
  { style = 'form', explode }: Pick<ToolArgument, 'style' | 'explode'>,
): string[] {
  if (value === null) return []
  if (typeof value !== 'object') return [pair(name, value)]
  if (style === 'deepObject') return deepObject(encodeURIComponent(name), value)
  const isExploded = explode ?? style === 'form'
  if (isObject(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== null)
    if (isExploded) return members.map(([member, one]) => pair(member, one))
    return delimited(name, members.flat(), DELIMITERS[style])
  }
  const items = value.filter((one) => one !== null)
  return isExploded ? items.map((one) => pair(name, one)) : delimited(name, items, DELIMITERS[style])
}

const delimited = (name: string, items: readonly Json[], delimiter: string): string[] =>
  items.length === 0 ? [] : [`${encodeURIComponent(name)}=${items.map(encoded).join(delimiter)}`]

/** `filter[a]=1`, and `filter[a][b]=1` below; lists repeat their name. Brackets are written as everybody does. */
function deepObject(name: string, value: Json): string[] {
  if (value === null) return []
  if (Array.isArray(value)) return value.flatMap((one) => (one === null ? [] : [`${name}=${encoded(one)}`]))
  if (!isObject(value)) return [`${name}=${encoded(value)}`]
  return Object.entries(value).flatMap(([member, one]) => deepObject(`${name}[${encodeURIComponent(member)}]`, one))
}
