import type { Json, JsonObject } from '../lib/json/json.ts'
import type { OperationInfo, Operations } from './operation.ts'

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const objectAt = (value: JsonObject, name: string): JsonObject => {
  const inner = value[name]
  return isObject(inner) ? inner : {}
}

/** Headers of answers, for the components of the document. */
const HEADERS: Record<string, JsonObject> = {
  'X-Request-Id': {
    description: 'The id of this call, as it stands in the log and in problem details.',
    schema: { type: 'string', pattern: '^req_[0-9a-hjkmnp-tv-z]{26}$' },
  },
  ETag: {
    description: 'The version of the resource, for If-Match (RFC 9110, section 8.8.3).',
    schema: { type: 'string', examples: ['"v3"'] },
  },
  'RateLimit-Policy': {
    description:
      'The limits of the API key: quota (q) and window in seconds (w). Absent without a key or without limits.',
    schema: { type: 'string', examples: ['"minute";q=100;w=60'] },
  },
  RateLimit: {
    description: 'What is left of each limit (r), and seconds until it is full again (t). Absent where the policy is.',
    schema: { type: 'string', examples: ['"minute";r=99;t=42'] },
  },
  'Retry-After': {
    description: 'Seconds after which trying again makes sense. With 429 and 503.',
    schema: { type: 'integer', minimum: 0 },
  },
}

const IF_MATCH: JsonObject = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description:
    'The ETag that was read. If the resource has changed since, nothing happens and the answer is 412 `precondition_failed`.',
  schema: { type: 'string' },
  example: '"v3"',
}

/** The operations of all features in one table. */
export const operationsOf = (parts: readonly Operations[]): Record<string, OperationInfo> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part.operations)))

const headersNamed = (names: readonly string[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))

/**
 * Completes the document that is generated from the routes: ids, tags and descriptions of operations, headers, and schemas in
 * the form that other programs read. Does not change its input.
 *
 * @param parts what each feature says of its operations
 */
export function completeDocument(made: JsonObject, parts: readonly Operations[]): JsonObject {
  const operations = operationsOf(parts)
  const tags = parts.flatMap((part) => part.tags).toSorted((a, b) => a.position - b.position)
  const document = readable(made)
  if (!isObject(document)) return made
  const paths = objectAt(document, 'paths')
  const completed = Object.entries(paths).map(([path, methods]) => [
    path,
    isObject(methods)
      ? Object.fromEntries(
          Object.entries(methods).map(([method, operation]) => {
            const name = `${method.toUpperCase()} ${path}`
            return [method, isObject(operation) ? completeOperation(name, operation, operations[name]) : operation]
          }),
        )
      : methods,
  ])
  return {
    ...document,
    // The generator's types are of OpenAPI 3.0, which has no identifier here.
    info: { ...objectAt(document, 'info'), license: { name: 'MIT', identifier: 'MIT' } },
    tags: tags.map(({ name, description }) => ({ name, description })),
    paths: Object.fromEntries(completed),
    components: { ...objectAt(document, 'components'), headers: HEADERS },
  }
}

function completeOperation(
  name: string,
  operation: JsonObject,
  info: OperationInfo = { id: name.replace(/\W+/g, '_') },
): JsonObject {
  const isPublic = Array.isArray(operation.security) && operation.security.length === 0
  const scope = operation['x-required-scope']
  const right = typeof scope === 'string' ? [`Needs the scope \`${scope}\`.`] : []
  const sentences = [`${String(operation.summary ?? name)}.`, ...(info.rules ? [info.rules] : []), ...right]
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.map(withHeaderCase) : []
  if (info.ifMatch) parameters.push(IF_MATCH)
  return {
    ...operation,
    operationId: info.id,
    description: operation.description ?? sentences.join(' '),
    ...(parameters.length > 0 ? { parameters } : {}),
    responses: Object.fromEntries(
      Object.entries(objectAt(operation, 'responses')).map(([status, response]) => [
        status,
        isObject(response) ? withHeaders(status, response, info, isPublic) : response,
      ]),
    ),
  }
}

function withHeaders(status: string, response: JsonObject, info: OperationInfo, isPublic: boolean): JsonObject {
  if (status.startsWith('1')) return response
  const isGood = status.startsWith('2')
  const names = [
    'X-Request-Id',
    ...(isGood && info.etag ? ['ETag'] : []),
    ...(isPublic ? [] : ['RateLimit-Policy', 'RateLimit']),
    ...(isGood ? [] : ['Retry-After']),
  ]
  return { ...response, headers: { ...headersNamed(names), ...objectAt(response, 'headers') } }
}

/** Validators need header names in lower case. The document shows them in the usual case. */
function withHeaderCase(parameter: Json): Json {
  if (!isObject(parameter) || parameter.in !== 'header' || typeof parameter.name !== 'string') return parameter
  return { ...parameter, name: parameter.name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase()) }
}

/** The flags after the pattern of a RegExp. JSON Schema has no flags; its patterns are Unicode. */
const FLAGS = /\/[dgimsuvy]+$/

/**
 * A pattern that every program can read. The pattern for "visible text" uses Unicode properties, which many programs do not
 * support or only with a flag. "Not blank" is close enough for them.
 */
function readablePattern(pattern: string): string {
  const source = pattern.replace(FLAGS, '')
  return source.startsWith('[\\p{L}') ? '\\S' : source
}

/** Rewrites parts of the document where the generator deviates from JSON Schema. */
function readable(value: Json): Json {
  if (Array.isArray(value)) return value.map(readable)
  if (!isObject(value)) return value
  const { anyOf } = value
  if (Array.isArray(anyOf) && anyOf.length > 0 && anyOf.every((one) => isObject(one) && one.format === 'ip')) {
    // The generator loses the kinds of addresses.
    return { ...value, anyOf: ['ipv4', 'ipv6'].map((format) => ({ type: 'string', format })) }
  }
  const { default: standard, ...schema } = value
  const fields = standard === undefined || !isSchema(schema) ? value : withoutDefault(schema, standard)
  return Object.fromEntries(
    Object.entries(fields).map(([name, inner]) => [
      name,
      name === 'pattern' && typeof inner === 'string' ? readablePattern(inner) : readable(inner),
    ]),
  )
}

const isSchema = (value: JsonObject): boolean =>
  ['type', 'enum', 'anyOf', 'oneOf', 'allOf', '$ref'].some((name) => Object.hasOwn(value, name))

/**
 * Type generators treat a field with a default as always present, so a minimal request would not compile. The default goes
 * into the description instead.
 */
function withoutDefault(schema: JsonObject, standard: Json): JsonObject {
  const text = `Default: \`${JSON.stringify(standard)}\`.`
  return { ...schema, description: schema.description === undefined ? text : `${String(schema.description)} ${text}` }
}
