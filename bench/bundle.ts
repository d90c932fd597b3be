import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../scripts/lib/settings.ts'
import { buildWorker } from '../scripts/lib/worker-bundle.ts'
import { collect, wrangler } from '../scripts/lib/wrangler.ts'

/** A module in the form that the runtime expects. */
export type Module = { type: 'ESModule'; path: string; contents: string }

/** The files of the Worker of the product as it is deployed, the entry first. */
export async function bundleProduct(): Promise<Module[]> {
  const directory = await buildWorker()
  const chunks = readdirSync(join(directory, 'chunks')).filter((name) => name.endsWith('.mjs'))
  return ['index.mjs', ...chunks.map((name) => `chunks/${name}`)].map((path) => ({
    type: 'ESModule',
    path,
    contents: readFileSync(join(directory, path), 'utf8'),
  }))
}

/** A Worker of runtime/, bundled with its imports by wrangler, separate from the product. */
export async function bundleOwn(name: string, directory: string): Promise<Module> {
  // Otherwise wrangler would use the configuration of the product, and the secrets next to it.
  const config = join(directory, `${name}.toml`)
  const lines = [`name = "${name}"`, 'compatibility_date = "2026-10-20"', 'compatibility_flags = ["nodejs_compat"]']
  writeFileSync(config, lines.join('\n'))
  const program = join(ROOT, 'bench/runtime', `${name}.ts`)
  const out = join(directory, name)
  await runWrangler(['deploy', program, '--config', config, '--dry-run', '--outdir', out])
  const path = `${name}.js`
  return { type: 'ESModule', path, contents: readFileSync(join(out, path), 'utf8') }
}

/**
 * Runs wrangler and returns its output.
 *
 * @throws Error with the output of wrangler if it fails
 */
export async function runWrangler(args: string[]): Promise<string> {
  const { code, output } = await collect(
    wrangler(args, { stdout: 'pipe', stderr: 'pipe', env: { WRANGLER_LOG: 'log', CI: 'true' } }),
  )
  if (code !== 0) throw new Error(`wrangler ${args[0]} failed:\n${output}`)
  return output
}
