import type { QUERY_STYLES } from '../../../../../contract/gateway.data.ts'
import type { Json, JsonObject } from '../../../../platform/lib/json/json.ts'
import { isObject, listAt, member, objectAt, textAt } from '../document/json-access.ts'
import type { Resolver } from '../document/resolver.ts'
import { scopesOf } from './scopes.ts'
import { serversOf } from './servers.ts'

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const
const MAX_PARAMETERS = 100

export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header' | 'cookie'
  required: boolean
  description: string | null
  schema: Json | undefined
  style: (typeof QUERY_STYLES)[number] | null
  explode: boolean | null
}

/** One operation of a document, with what it inherits from its path and from the document. */
export type Operation = {
  /** `GET /posts/{id}`: identifies it in later imports too. */
  key: string
  method: string
  path: string
  operationId: string | null
  summary: string
  description: string
  deprecated: boolean
  parameters: Parameter[]
  /** Its JSON body; null: it takes none. */
  body: { schema: Json | undefined; required: boolean; description: string | null } | null
  /** It takes a body, but none of JSON. */
  otherBody: string | null
  /** The servers of the operation or of its path; null: those of the document. */
  servers: string[] | null
  scopes: string[]
  tags: string[]
  /** Scopes that have another name here. */
  scopeNotes: string[]
  /** What could not be read of its parameters and its body. */
  notes: string[]
}

/** All operations of a document, in its order. What cannot be read is told in its notes. */
export function listOperations(resolver: Resolver): Operation[] {
  const operations: Operation[] = []
  for (const [path, raw] of Object.entries(objectAt(resolver.root, 'paths') ?? {})) {
    resolver.charge(10)
    if (path.startsWith('x-')) continue
    const item = resolver.object(raw)
    if (!item) continue
    for (const method of METHODS) {
      const operation = member(item, method)
      if (isObject(operation)) operations.push(operationOf(resolver, path, method.toUpperCase(), item, operation))
    }
  }
  return operations
}

function operationOf(
  resolver: Resolver,
  path: string,
  method: string,
  item: JsonObject,
  operation: JsonObject,
): Operation {
  resolver.charge(20)
  const { scopes, notes: scopeNotes } = scopesOf(resolver, operation)
  const notes: string[] = []
  const { body, otherBody } = bodyOf(resolver, operation, notes)
  return {
    key: `${method} ${path}`,
    method,
    path,
    operationId: textAt(operation, 'operationId'),
    summary: textAt(operation, 'summary') ?? textAt(item, 'summary') ?? '',
    description: textAt(operation, 'description') ?? textAt(item, 'description') ?? '',
    deprecated: member(operation, 'deprecated') === true,
    parameters: parametersOf(resolver, item, operation, notes),
    body,
    otherBody,
    servers: serversOf(resolver, operation) ?? serversOf(resolver, item),
    scopes,
    tags: listAt(operation, 'tags').filter((tag) => typeof tag === 'string'),
    scopeNotes,
    notes,
  }
}

/** The parameters of a path and of its operation, which replaces those with the same name and place. */
function parametersOf(resolver: Resolver, item: JsonObject, operation: JsonObject, notes: string[]): Parameter[] {
  const found = new Map<string, Parameter>()
  for (const raw of [...listAt(item, 'parameters'), ...listAt(operation, 'parameters')]) {
    resolver.charge(10)
    const { value, problem } = resolver.resolve(raw)
    if (problem) notes.push(`A parameter was left out: ${problem}.`)
    const parameter = parameterOf(value)
    if (parameter) found.set(`${parameter.in} ${parameter.name}`, parameter)
    if (found.size < MAX_PARAMETERS) continue
    notes.push(`Only the first ${MAX_PARAMETERS} parameters were read.`)
    break
  }
  return [...found.values()]
}

const STYLES = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const

function parameterOf(value: Json | undefined): Parameter | null {
  const name = textAt(value, 'name')
  const place = textAt(value, 'in')
  if (name === null || name === '') return null
  if (place !== 'path' && place !== 'query' && place !== 'header' && place !== 'cookie') return null
  const style = textAt(value, 'style')
  const explode = member(value, 'explode')
  const content = Object.values(objectAt(value, 'content') ?? {})[0]
  return {
    name,
    in: place,
    required: place === 'path' || member(value, 'required') === true,
    description: textAt(value, 'description'),
    schema: member(value, 'schema') ?? member(content, 'schema'),
    style: STYLES.find((one) => one === style) ?? null,
    explode: typeof explode === 'boolean' ? explode : null,
  }
}

const isJson = (type: string): boolean => /^(application|text)\/([a-z0-9.+-]+\+)?json\s*(;|$)/i.test(type)

function bodyOf(resolver: Resolver, operation: JsonObject, notes: string[]): Pick<Operation, 'body' | 'otherBody'> {
  const raw = member(operation, 'requestBody')
  if (raw === undefined) return { body: null, otherBody: null }
  const { value, problem } = resolver.resolve(raw)
  if (problem) notes.push(`The body was left out: ${problem}.`)
  const content = objectAt(value, 'content')
  const types = Object.keys(content ?? {})
  const type = types.find(isJson) ?? types.find((one) => one === '*/*')
  if (type === undefined) return { body: null, otherBody: types[0] ?? null }
  return {
    body: {
      schema: member(content?.[type], 'schema'),
      required: member(value, 'required') === true,
      description: textAt(value, 'description'),
    },
    otherBody: null,
  }
}
