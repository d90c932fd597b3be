import { setTimeout as sleep } from 'node:timers/promises'
import { isHealthy } from './server.ts'

/**
 * Resolves when the server has not answered for some 25 s. Wrangler survives the death of its runtime (by kill -9, or for
 * want of memory) and from then on lets every request wait for ever.
 *
 * @param build while the last build has failed, wrangler holds requests back on purpose
 */
export async function untilSilent(url: string, build: { failed: boolean }): Promise<'silent'> {
  for (let misses = 0; misses < 4; ) {
    await sleep(2_000)
    const healthy = await isHealthy(url)
    if (healthy) build.failed = false
    misses = healthy || build.failed ? 0 : misses + 1
  }
  return 'silent'
}
