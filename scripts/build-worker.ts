import { main } from './lib/main.ts'
import { buildWorker } from './lib/worker-bundle.ts'

/** Wrangler runs this before it starts or deploys the Worker, and after each change of its sources: see wrangler.toml. */
await main(async () => {
  await buildWorker()
  return 0
})
