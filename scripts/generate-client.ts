import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { writeAtomically } from './lib/files.ts'
import { main } from './lib/main.ts'
import { say } from './lib/say.ts'
import { ROOT, UserError } from './lib/settings.ts'

/*
 * Writes the types of the API, client/src/generated.ts, from the Worker's OpenAPI document. With --check it writes
 * nothing and fails if the file is out of date.
 */

const FILE = join(ROOT, 'client/src/generated.ts')

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
  const wanted = await generate()
  if (process.argv.includes('--check')) {
    if (readFileSync(FILE, 'utf8') !== wanted) {
      throw new UserError('client/src/generated.ts is out of date. Run: npm run generate-client')
    }
    return 0
  }
  writeAtomically(FILE, wanted)
  say('client/src/generated.ts is up to date.')
  return 0
})

async function generate(): Promise<string> {
  // Not a literal, because the Worker is type-checked with other libraries than the scripts.
  const worker: { buildApp(): Promise<App> } = await import(new URL('../worker/app.ts', import.meta.url).href)
  const app = await worker.buildApp()
  const response = await app.request('/openapi.json', {}, { GATEHOUSE_ENV: 'local' })
  if (!response.ok) throw new UserError(`The OpenAPI document could not be made: ${await response.text()}`)
  const { default: openapiTypes, astToString } = await import('openapi-typescript')
  // Sorted, so that moving a route changes nothing.
  const types = await openapiTypes(await response.text(), {
    alphabetize: true,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
  })
  return HEADER + astToString(types)
}
