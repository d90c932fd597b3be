import { stripVTControlCharacters } from 'node:util'
import type { OutputChunk } from 'rolldown'
import { buildFolder } from './built-folder.ts'
import { ROOT, UserError } from './settings.ts'

const INPUTS = ['worker', 'contract', 'tsconfig.base.json', 'package-lock.json', 'scripts/lib/worker-bundle.ts']

/**
 * Builds the Worker in dist/worker unless it is up to date, and returns the path of that directory.
 *
 * @throws UserError with the reason if the build fails
 */
export function buildWorker(): Promise<string> {
  return buildFolder({
    name: 'worker',
    what: 'the Worker',
    inputs: INPUTS,
    write: async (directory) => {
      await bundleWorker(directory)
    },
  })
}

/**
 * Bundles the Worker into several files: index.mjs and what it imports run at the start, and what the code imports by
 * `import()` is read when it is loaded. Wrangler would make one file of everything, which the runtime has to read at each
 * start.
 *
 * @returns the written files, the entry first
 * @throws UserError with the reason if the build fails
 */
export async function bundleWorker(directory: string): Promise<OutputChunk[]> {
  // Loaded only if there is something to build.
  const { build } = await import('rolldown')
  try {
    const { output } = await build({
      cwd: ROOT,
      input: 'worker/index.ts',
      tsconfig: 'worker/tsconfig.json',
      // The settings of wrangler's own bundler.
      platform: 'browser',
      resolve: { conditionNames: ['workerd', 'worker', 'browser'], mainFields: ['browser', 'module', 'main'] },
      transform: {
        target: 'es2024',
        define: { 'process.env.NODE_ENV': '"production"', 'navigator.userAgent': '"Cloudflare-Workers"' },
      },
      // These are modules of the runtime.
      external: /^(?:cloudflare|node):/,
      // The runtime knows no other names: without this, an import that is not found would fail only when it is loaded.
      onLog: (level, log, report) => report(log.code === 'UNRESOLVED_IMPORT' ? 'error' : level, log),
      output: {
        dir: directory,
        entryFileNames: 'index.mjs',
        // wrangler.toml names this pattern.
        chunkFileNames: 'chunks/[name]-[hash].mjs',
        // All that the entry needs is in one file, even what other files share with it.
        codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] },
        minify: true,
        sourcemap: true,
      },
    })
    return output.filter((file) => file.type === 'chunk')
  } catch (error) {
    const reason = stripVTControlCharacters(error instanceof Error ? error.message : String(error))
    throw new UserError(`The Worker could not be built:\n${reason}`)
  }
}
