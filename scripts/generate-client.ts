import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { hookTable, operationsOf, operationTable } from './lib/client-operations.ts'
import { writeAtomically } from './lib/files.ts'
import { main } from './lib/main.ts'
import { say } from './lib/say.ts'
import { ROOT, readIfExists, UserError } from './lib/settings.ts'

/*
 * Writes the generated files of the client from the Worker's OpenAPI document: the types of the API, the table of its
 * operations and their hooks. With --check it writes nothing and fails if a file is out of date.
 */

const HEADER = `/**
 * The types of the API. Generated from the OpenAPI document by \`npm run generate-client\`: do not edit.
 */
`

/** Replaces the modules of the Workers runtime. The document is created without any object or binding. */
const RUNTIME_STUB =
  'data:text/javascript,export class DurableObject {} export class WorkerEntrypoint {} export const env = {}'

type App = { request(path: string, init: RequestInit, env: { GATEHOUSE_ENV: string }): Promise<Response> }

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier.startsWith('cloudflare:')) return { url: RUNTIME_STUB, format: 'module', shortCircuit: true }
    // openapi-typescript builds its output with the JavaScript API of the compiler, which TypeScript 7 does not have.
    if (specifier === 'typescript') return nextResolve('typescript-api', context)
    return nextResolve(specifier, context)
  },
})

await main(async () => {
  const isCheck = process.argv.includes('--check')
  for (const [file, wanted] of Object.entries(await generate())) {
    const path = join(ROOT, 'client/src', file)
    if (isCheck && readIfExists(path) !== wanted) {
      throw new UserError(`client/src/${file} is out of date. Run: npm run generate-client`)
    }
    if (!isCheck) writeAtomically(path, wanted)
  }
  if (!isCheck) say('client/src is up to date.')
  return 0
})

/** The text of each generated file of the client. */
async function generate(): Promise<Record<string, string>> {
  // Not a literal, because the Worker is type-checked with other libraries than the scripts.
  const worker: { buildApp(): Promise<App> } = await import(new URL('../worker/app.ts', import.meta.url).href)
  const app = await worker.buildApp()
  const response = await app.request('/openapi.json', {}, { GATEHOUSE_ENV: 'local' })
  if (!response.ok) throw new UserError(`The OpenAPI document could not be made: ${await response.text()}`)
  const document = await response.text()
  const { default: openapiTypes, astToString } = await import('openapi-typescript')
  // Sorted, so that moving a route changes nothing.
  const types = await openapiTypes(document, { alphabetize: true, rootTypes: true, rootTypesNoSchemaPrefix: true })
  const operations = operationsOf(JSON.parse(document))
  return {
    'generated.ts': HEADER + astToString(types),
    'operations.ts': operationTable(operations),
    'preact/hooks.ts': hookTable(operations),
  }
}
