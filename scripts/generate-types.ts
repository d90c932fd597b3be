import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { main } from './lib/main.ts'
import { ROOT, UserError } from './lib/settings.ts'
import { wrangler } from './lib/wrangler.ts'

/*
 * Writes the types of the bindings, worker-configuration.d.ts, from wrangler.toml. With --check it writes nothing and
 * fails if the file is out of date.
 */

/** Below the root, because wrangler writes it into the file. */
const CONFIG = '.local/wrangler.toml'

await main(async () => {
  // The types of the Durable Objects are those of the sources. The build that wrangler.toml names has none.
  const config = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')
    .replace(/^main = .*$/m, 'main = "../worker/index.ts"')
    .replace(/^\[build\]\n(?:.+\n)+/m, '')
  mkdirSync(join(ROOT, '.local'), { recursive: true })
  writeFileSync(join(ROOT, CONFIG), config)
  const options = ['--config', CONFIG, '--include-runtime=false', '--strict-vars=false']
  const isCheck = process.argv.includes('--check')
  const code = await wrangler(['types', ...options, ...(isCheck ? ['--check'] : [])]).exited
  if (isCheck && code !== 0)
    throw new UserError('If worker-configuration.d.ts is out of date, run: npm run generate-types')
  return code
})
