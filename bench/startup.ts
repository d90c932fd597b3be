import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWorker } from '../scripts/lib/worker-bundle.ts'
import { runWrangler } from './bundle.ts'

/** The most active CPU that the Worker may need before it answers its first request, ms. */
export const MOST_STARTUP_MS = 40

const RUNS = 5

/** Active CPU of one start of the Worker, ms: the median of five runs of `wrangler check startup`. */
export async function startupCpuMs(): Promise<number> {
  // Before wrangler does it, which does not print why a build fails.
  await buildWorker()
  const directory = mkdtempSync(join(tmpdir(), 'gatehouse-startup-'))
  try {
    // The files of the dashboard do not matter here, so an empty directory replaces them.
    const assets = join(directory, 'assets')
    mkdirSync(assets)
    const build = join(directory, 'worker.bundle')
    await runWrangler(['deploy', '--dry-run', '--assets', assets, '--outfile', build])
    const times: number[] = []
    for (let n = 0; n < RUNS; n++) {
      times.push(
        activeMs(await runWrangler(['check', 'startup', '--worker', build, '--outfile', join(directory, 'profile')])),
      )
    }
    return times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function activeMs(output: string): number {
  const found = /Active:\s*([\d.]+) ms/.exec(output)
  if (!found) throw new Error(`wrangler check startup did not say how long it was active:\n${output}`)
  return Number(found[1])
}
