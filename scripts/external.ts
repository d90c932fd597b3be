import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startInstance } from '../test/support/instance.ts'
import { WorkBudget } from '../worker/platform/lib/budget/work-budget.ts'
import { compileJsonSchema, validateJson } from '../worker/platform/lib/json-schema/json-schema.ts'
import { checkClient } from './lib/external-client.ts'
import { main } from './lib/main.ts'
import { mcpChecks } from './lib/mcp-checks.ts'
import { say } from './lib/say.ts'
import { ROOT, UserError } from './lib/settings.ts'

/*
 * Slow checks with external tools: npm run test:external [-- name ...]. They are installed or downloaded when they run,
 * and are not part of `npm test`.
 */

const HERE = join(ROOT, 'test/external')
const SCRATCH = join(ROOT, '.local/external')
/** The official tests of JSON Schema. JSON_SCHEMA_TEST_SUITE is the path of an existing copy. */
const SUITE = {
  url: 'https://github.com/json-schema-org/JSON-Schema-Test-Suite',
  commit: '44401e0c046704b476ec9d2e2fccdaee618f259d',
}

const CHECKS: Record<string, () => Promise<boolean>> = {
  openapi: async () => {
    install()
    const file = await writeDocument()
    // Both report problems, so both run even if one fails.
    const outcomes = ['lint.mjs', 'types.mjs'].map((script) => tool(join(HERE, script), file))
    return outcomes.every(Boolean)
  },
  client: checkClient,
  mcp: async () => {
    install()
    return mcpChecks(HERE)
  },
  /** A WebSocket and an event stream that are silent for half a minute each time. */
  gateway: async () => {
    const file = 'test/journeys/gateway.test.ts'
    const args = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      'journeys',
      file,
      '-t',
      'event stream that pause',
    ]
    const env = { ...process.env, GATEHOUSE_STREAM_PAUSE_MS: '30000' }
    return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env }).status === 0
  },
  'json-schema': async () => agreesWithSuite(process.env.JSON_SCHEMA_TEST_SUITE ?? fetchSuite()),
}

await main(async () => {
  const names = process.argv.slice(2)
  const unknown = names.filter((name) => !Object.hasOwn(CHECKS, name))
  if (unknown.length > 0) {
    throw new UserError(`There is no check ${unknown[0]}. There are: ${Object.keys(CHECKS).join(', ')}.`)
  }
  mkdirSync(SCRATCH, { recursive: true })
  let failed = 0
  for (const [name, check] of Object.entries(CHECKS)) {
    if (names.length > 0 && !names.includes(name)) continue
    say(`\n${name}`)
    const isGood = await check()
    if (!isGood) failed++
    say(`${name}: ${isGood ? 'passed' : 'FAILED'}`)
  }
  return failed === 0 ? 0 : 1
})

/** The OpenAPI document of a running instance with another server URL: linters refuse one of this machine. */
async function writeDocument(): Promise<string> {
  const instance = await startInstance()
  try {
    const file = join(SCRATCH, 'openapi.json')
    const text = await (await fetch(`${instance.url}/openapi.json`)).text()
    writeFileSync(file, text.replaceAll(instance.url, 'https://gatehouse.example'))
    return file
  } finally {
    await instance.stop()
  }
}

function install(): void {
  run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], HERE)
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' })
  if (status !== 0) throw new UserError(`This failed: ${command} ${args.join(' ')}`)
}

function tool(script: string, file: string): boolean {
  return spawnSync(process.execPath, [script, file], { cwd: HERE, stdio: 'inherit' }).status === 0
}

function fetchSuite(): string {
  const path = join(SCRATCH, 'json-schema-test-suite')
  if (!existsSync(join(path, 'tests'))) {
    mkdirSync(path, { recursive: true })
    run('git', ['init', '--quiet'], path)
    run('git', ['fetch', '--quiet', '--depth', '1', SUITE.url, SUITE.commit], path)
    run('git', ['checkout', '--quiet', 'FETCH_HEAD'], path)
  }
  return path
}

type Group = { description: string; schema: never; tests: { description: string; data: never; valid: boolean }[] }

/** Schemas with refused keywords (see docs/webhooks.md) are counted, not evaluated. Formats refuse nothing. */
function agreesWithSuite(suite: string): boolean {
  const counts = { agree: 0, differ: 0, refused: 0 }
  for (const folder of ['tests/draft2020-12', 'tests/draft2020-12/optional']) {
    for (const name of readdirSync(join(suite, folder)).filter((one) => one.endsWith('.json'))) {
      const groups: Group[] = JSON.parse(readFileSync(join(suite, folder, name), 'utf8'))
      for (const { description, schema, tests } of groups) {
        const compiled = compileJsonSchema(schema, new WorkBudget(10_000_000))
        if (compiled.problems.length > 0) {
          counts.refused += tests.length
          continue
        }
        for (const { description: what, data, valid } of tests) {
          const errors = validateJson(compiled, data, new WorkBudget(10_000_000), { name: 'data', maxErrors: 20 })
          if ((errors.length === 0) === valid) counts.agree++
          else {
            counts.differ++
            say(`${name}: ${description}: ${what}`)
          }
        }
      }
    }
  }
  say(`${counts.agree} cases agree, ${counts.differ} differ, ${counts.refused} use a keyword that is refused.`)
  return counts.differ === 0 && counts.agree > 1000
}
