import type { JsonObject } from '../../../../platform/lib/json/json.ts'
import { readStrictJson } from '../../../../platform/lib/json/strict-json.ts'
import { loadOnce } from '../../../../platform/lib/load-once.ts'
import { isObject } from './json-access.ts'

const yamlReader = loadOnce(() => import('./read-yaml.ts'))

/** The document, or what is wrong with it, as a phrase that follows "document". */
export type DocumentRead = { ok: true; document: JsonObject } | { ok: false; message: string }

/** Reads an OpenAPI document of version 3.0 or 3.1, as JSON or YAML. */
export async function readDocument(text: string): Promise<DocumentRead> {
  const bare = text.replace(/^\uFEFF/, '')
  const read = readStrictJson(bare, { anyNumbers: true })
  let value: unknown
  if (read.ok) value = read.value
  else if (read.fault) return { ok: false, message: `has a fault at ${read.fault.path}: ${read.fault.message}` }
  else {
    const { readYaml } = await yamlReader()
    const yaml = readYaml(bare)
    if (!yaml.ok) return yaml
    value = yaml.value
  }
  if (!isObject(value))
    return { ok: false, message: 'must be an OpenAPI document: an object with openapi, info and paths' }
  const { openapi, swagger } = value
  if (typeof openapi === 'string' && /^3\.[01](\.|$)/.test(openapi)) return { ok: true, document: value }
  if (swagger !== undefined) {
    return { ok: false, message: 'is of Swagger 2.0: convert it to OpenAPI 3 first, for example with swagger2openapi' }
  }
  const found = openapi === undefined ? 'has no version' : `is of version ${String(openapi).slice(0, 20)}`
  return { ok: false, message: `must be OpenAPI 3.0 or 3.1: its field openapi ${found}` }
}
