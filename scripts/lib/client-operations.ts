import { UserError } from './settings.ts'

type Parameter = { name: string; in: string; $ref?: string }
type Described = {
  operationId?: string
  parameters?: Parameter[]
  responses: Record<string, { content?: Record<string, unknown> }>
}
type Document = {
  paths: Record<string, Record<string, Described>>
  components: { parameters?: Record<string, Parameter> }
}

/** An operation as the client sees it. */
export type Operation = {
  id: string
  method: string
  path: string
  /** It supports `Idempotency-Key`. */
  takesKey: boolean
  /** Its answer is a file, not JSON. */
  isFile: boolean
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/**
 * The operations of an OpenAPI document, sorted by name. Those that answer with another protocol (101) are left out.
 *
 * @throws UserError if the client could not tell two inputs of an operation apart
 */
export function operationsOf({ paths, components }: Document): Operation[] {
  const found: Operation[] = []
  for (const [path, item] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const { operationId: id, responses } = operation
      if (!METHODS.includes(method) || !id || '101' in responses) continue
      const parameters = (operation.parameters ?? []).map((one) =>
        one.$ref ? (components.parameters?.[one.$ref.replace(/.*\//, '')] ?? one) : one,
      )
      checkNames(id, parameters)
      const types = Object.entries(responses)
        .filter(([status]) => status.startsWith('2'))
        .flatMap(([, { content }]) => Object.keys(content ?? {}))
      found.push({
        id,
        method: method.toUpperCase(),
        path,
        takesKey: parameters.some((one) => one.in === 'header' && one.name.toLowerCase() === 'idempotency-key'),
        isFile: types.length > 0 && !types.includes('application/json'),
      })
    }
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Parameters of the path and of the query, and the body, share one object in the client. */
function checkNames(id: string, parameters: readonly Parameter[]): void {
  const names = ['body', ...parameters.filter((one) => one.in === 'path' || one.in === 'query').map((one) => one.name)]
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice)
    throw new UserError(
      `The operation ${id} has two inputs named ${twice}. Rename one: the client cannot tell them apart.`,
    )
}

/** The text of client/src/operations.ts. */
export const operationTable = (operations: readonly Operation[]): string => `/**
 * The method and path of each operation. A plus: it supports Idempotency-Key. An angle bracket: its answer is a file, not
 * JSON. Generated from the OpenAPI document by \`npm run generate-client\`: do not edit.
 */
export const OPERATIONS = {
${operations.map(({ id, method, path, takesKey, isFile }) => `  ${id}: '${method}${takesKey ? '+' : ''}${isFile ? '>' : ''} ${path}',\n`).join('')}} as const
`

/**
 * The name of the hook of an operation: `useApiKeys` for `listApiKeys`, `useApiKey` for `getApiKey`, `useCreateApiKey` for
 * `createApiKey`.
 */
const hookName = (id: string): string => {
  const name = id.replace(/^(?:list|get)(?=[A-Z])/, '')
  return `use${name[0]?.toUpperCase()}${name.slice(1)}`
}

/**
 * The text of client/src/preact/hooks.ts. Files have no hook: they are not for a cache.
 *
 * @throws UserError if two operations have the same hook
 */
export function hookTable(operations: readonly Operation[]): string {
  const hooks = operations
    .filter(({ isFile }) => !isFile)
    .map(({ id, method }) => ({ name: hookName(id), id, kind: method === 'GET' ? 'query' : 'mutation' }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const twice = hooks.find(({ name }, at) => hooks[at + 1]?.name === name)
  if (twice) throw new UserError(`Two operations have the hook ${twice.name}. Rename one: ${twice.id}.`)
  return `/**
 * A hook for each operation. Generated from the OpenAPI document by \`npm run generate-client\`: do not edit.
 */
import { mutation } from './mutation.ts'
import { query } from './query.ts'

${hooks.map(({ name, id, kind }) => `export const ${name} = /* @__PURE__ */ ${kind}('${id}')\n`).join('')}`
}
