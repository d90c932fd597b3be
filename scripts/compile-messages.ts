import { main } from './lib/main.ts'
import { compileMessages } from './lib/messages.ts'

await main(async () => {
  await compileMessages()
  return 0
})
