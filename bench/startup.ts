import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collect, wrangler } from '../scripts/lib/wrangler.ts'

/** The most active CPU that the Worker may take before it answers its first request, ms. */
export const MOST_STARTUP_MS = 40

const RUNS = 5

/** Active CPU of one start of the Worker, ms: the median of five runs of `wrangler check startup`. */
export async function startupCpuMs(): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'gatehouse-startup-'))
  try {
    // The dashboard's files play no part in it, so a directory without any stands in for them.
    const assets = join(directory, 'assets')
    mkdirSync(assets)
    const build = join(directory, 'worker.bundle')
    await run(['deploy', '--dry-run', '--assets', assets, '--outfile', build])
    const times: number[] = []
    for (let n = 0; n < RUNS; n++) {
      times.push(activeMs(await run(['check', 'startup', '--worker', build, '--outfile', join(directory, 'profile')])))
    }
    return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function run(args: string[]): Promise<string> {
  const { code, output } = await collect(
    wrangler(args, { stdout: 'pipe', stderr: 'pipe', env: { WRANGLER_LOG: 'log', CI: 'true' } }),
  )
  if (code !== 0) throw new Error(`wrangler ${args[0]} failed:\n${output}`)
  return output
}

function activeMs(output: string): number {
  const found = /Active:\s*([\d.]+) ms/.exec(output)
  if (!found) throw new Error(`wrangler check startup did not say how long it was active:\n${output}`)
  return Number(found[1])
}
