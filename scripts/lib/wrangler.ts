import { join } from 'node:path'
import { type ProcessGroup, startInGroup } from './process-group.mjs'
import { ROOT } from './settings.ts'

type Output = { stdout?: 'inherit' | 'pipe'; stderr?: 'inherit' | 'pipe'; env?: NodeJS.ProcessEnv }

/** Settings for every local run of wrangler: no telemetry, no update check, no network requests. */
const QUIET = {
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_NO_SKILLS_UPDATE_PROMPTS: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  // Local traces store whole URLs in a file, including a key in a query string.
  X_LOCAL_OBSERVABILITY: 'false',
}

/** Starts the wrangler of this checkout; it cannot outlive this process. */
export function wrangler(args: string[], output: Output = {}): ProcessGroup {
  const program = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')
  return startInGroup(process.execPath, [program, ...args], {
    cwd: ROOT,
    stdout: output.stdout ?? 'inherit',
    stderr: output.stderr ?? 'inherit',
    env: { ...QUIET, ...process.env, ...output.env },
  })
}

/** Runs a command and returns its output. */
export async function collect(run: ProcessGroup): Promise<{ code: number; output: string }> {
  let output = ''
  const keep = (chunk: Buffer) => {
    output += chunk.toString()
  }
  run.process.stdout?.on('data', keep)
  run.process.stderr?.on('data', keep)
  const code = await run.exited
  return { code, output }
}
