/**
 * The entry point of every npm command. It runs on the Node of the machine (20 or later) with nothing installed, makes
 * sure that the packages are installed, and then runs the TypeScript file of the command on the installed Node.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { watchAncestors } from './lib/ancestors.mjs'
import { ensureInstalled } from './lib/install.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [command = '', ...args] = process.argv.slice(2)
const script = [join(root, 'scripts', `${command}.ts`), join(root, command, 'run.ts')].find((path) => existsSync(path))

if (!/^[a-z][a-z-]*$/.test(command) || !script) {
  console.error(
    'Usage: npm start, npm test, npm run test:external, npm run bootstrap, npm run demo, npm run bench, npm run soak, npm run deploy, npm run build-client, npm run generate-client, npm run generate-types, npm run compile-messages. README.md says more.',
  )
  process.exit(2)
}

// Every path of the project, and every relative path from a person, is relative to its root.
process.chdir(root)

/** @type {import('node:child_process').ChildProcess | undefined} */
let child
watchAncestors(() => (child ? child.kill('SIGTERM') : process.exit(1)))

let node = ''
try {
  node = await ensureInstalled(root)
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  process.exit(1)
}

const bin = join(root, 'node_modules/.bin')
child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...args], {
  stdio: 'inherit',
  env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter), GATEHOUSE_PARENT: String(process.pid) },
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => child?.kill(signal))
}
child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))
