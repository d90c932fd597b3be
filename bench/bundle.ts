import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../scripts/lib/settings.ts'
import { collect, wrangler } from '../scripts/lib/wrangler.ts'

/** A module as the runtime takes it. */
export type Module = { type: 'ESModule'; path: string; contents: string }

/** The product's Worker, bundled as `wrangler deploy` does; `directory` is scratch space. */
export function bundleProduct(directory: string): Promise<Module> {
  // The dashboard's files play no part here, so a directory without any stands in for them.
  const assets = join(directory, 'assets')
  mkdirSync(assets)
  return bundle(['--assets', assets], join(directory, 'product'), 'index.js')
}

/** A Worker of runtime/, bundled the same way with what it imports, apart from the product. */
export function bundleOwn(name: string, directory: string): Promise<Module> {
  // Else wrangler would go by the product's configuration, and by the secrets that lie beside it.
  const config = join(directory, `${name}.toml`)
  const lines = [`name = "${name}"`, 'compatibility_date = "2026-10-20"', 'compatibility_flags = ["nodejs_compat"]']
  writeFileSync(config, lines.join('\n'))
  const program = join(ROOT, 'bench/runtime', `${name}.ts`)
  return bundle([program, '--config', config], join(directory, name), `${name}.js`)
}

async function bundle(options: string[], out: string, file: string): Promise<Module> {
  await runWrangler(['deploy', ...options, '--dry-run', '--outdir', out])
  return { type: 'ESModule', path: file, contents: readFileSync(join(out, file), 'utf8') }
}

/**
 * Runs wrangler to its end, and answers what it printed.
 *
 * @throws Error with wrangler's own words when it fails
 */
export async function runWrangler(args: string[]): Promise<string> {
  const { code, output } = await collect(
    wrangler(args, { stdout: 'pipe', stderr: 'pipe', env: { WRANGLER_LOG: 'log', CI: 'true' } }),
  )
  if (code !== 0) throw new Error(`wrangler ${args[0]} failed:\n${output}`)
  return output
}
