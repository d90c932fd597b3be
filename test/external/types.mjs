/** Generates types from the OpenAPI document in a file with two generators, and compiles minimal calls against them. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClient } from '@hey-api/openapi-ts'

const [file = ''] = process.argv.slice(2)
const here = dirname(fileURLToPath(import.meta.url))
const tool = (/** @type {string} */ path, /** @type {string[]} */ ...args) =>
  execFileSync(process.execPath, [join(here, 'node_modules', path), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
const output = mkdtempSync(join(here, 'generated-'))
try {
  await createClient({
    input: file,
    output: join(output, 'hey-api'),
    logs: { level: 'error' },
    plugins: ['@hey-api/typescript'],
  })
  tool('openapi-typescript/bin/cli.js', file, '--output', join(output, 'openapi-typescript.ts'))
  cpSync(join(here, 'minimal-calls.ts'), join(output, 'minimal-calls.ts'))
  tool(
    'typescript/bin/tsc',
    ...['--noEmit', '--strict', '--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'es2022'],
    join(output, 'minimal-calls.ts'),
  )
} catch (error) {
  console.log(error instanceof Error && 'stdout' in error ? String(error.stdout) : error)
  process.exitCode = 1
} finally {
  rmSync(output, { recursive: true, force: true })
}
