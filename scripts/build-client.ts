import { buildClient } from './lib/client-package.ts'
import { main } from './lib/main.ts'
import { say } from './lib/say.ts'

/** Builds the npm package of the client. `npm pack` or `npm publish` in that directory do the rest. */
await main(async () => {
  say(`The package is in ${await buildClient()}.`)
  return 0
})
