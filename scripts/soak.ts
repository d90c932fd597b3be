import { join } from 'node:path'
import { benchProgram } from './lib/bench.ts'
import { main } from './lib/main.ts'
import { startInGroup } from './lib/process-group.mjs'
import { ROOT } from './lib/settings.ts'

/** As many events as the promise of delivery is tested with here; `npm test` uses a tenth. */
const EVENTS = '2000'

await main(async () => {
  const limits = await benchProgram('soak')
  const deliveries = await killWhileDelivering()
  return limits || deliveries
})

/** The journey of test/journeys/webhooks.test.ts, with more events. */
function killWhileDelivering(): Promise<number> {
  const args = ['run', '--project', 'journeys', 'test/journeys/webhooks.test.ts']
  return startInGroup(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), ...args], {
    cwd: ROOT,
    env: { ...process.env, GATEHOUSE_SOAK_EVENTS: EVENTS },
  }).exited
}
