import { setTimeout as sleep } from 'node:timers/promises'
import { isHealthy } from './server.ts'

/**
 * Resolves when the server has not answered for about 25 s. Wrangler survives the death of its runtime (by kill -9, or
 * for lack of memory), and then every request waits forever.
 *
 * @param build while the last build has failed, wrangler holds requests on purpose
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
