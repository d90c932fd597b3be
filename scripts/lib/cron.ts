import { setTimeout as sleep } from 'node:timers/promises'

/** Calls the Worker's scheduled handler once. */
export const triggerCron = (url: string): Promise<Response> =>
  fetch(`${url}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*`, { signal: AbortSignal.timeout(50_000) })

/**
 * Calls the Worker's scheduled handler at once and then at each full minute, as the platform does and `wrangler dev`
 * does not. Without it a retry that was due while the server was down would never run.
 */
export async function fireCron(url: string): Promise<never> {
  for (;;) {
    try {
      const response = await triggerCron(url)
      await response.body?.cancel()
    } catch {
      // A restart or the end of the server: the next minute tries again.
    }
    await sleep(60_000 - (Date.now() % 60_000))
  }
}
