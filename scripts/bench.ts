import { join } from 'node:path'
import { leashed } from './lib/leashed.mjs'
import { main } from './lib/main.ts'
import { ROOT } from './lib/settings.ts'

// In a process group of its own, so that runtime and load end with this command, however it ends.
await main(() => {
  const program = join(ROOT, 'bench/run.ts')
  return leashed(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...process.argv.slice(2)], {
    // Reading wrangler.toml would else remark on secrets, of which the bench makes its own.
    env: { ...process.env, WRANGLER_LOG: 'none' },
  }).exited
})
