import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDashboard } from './lib/dashboard.ts'
import { hostsIn, keepHostsSql, targetsIn } from './lib/deployment.ts'
import { main } from './lib/main.ts'
import { say } from './lib/say.ts'
import { ROOT, readIfThere, UserError } from './lib/settings.ts'
import { SECRETS } from './lib/vars.ts'

const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')

/**
 * Puts Gatehouse into the Cloudflare account that wrangler is signed in to. Wrangler makes the database and the queues on
 * the first deployment. `npm run deploy -- --dry-run` builds and checks, and sends nothing.
 */
await main(async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'gatehouse-deploy-'))
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
  await buildDashboard()
  if (process.argv.includes('--dry-run')) return wrangler(['deploy', '--dry-run'])

  const present = presentSecrets()
  const made = Object.entries(SECRETS)
    .filter(([name]) => !present?.includes(name))
    .map(([name, make]) => [name, make()] as const)
  const secretsFile = join(scratch, 'secrets.json')
  writeFileSync(secretsFile, JSON.stringify(Object.fromEntries(made)), { mode: 0o600 })

  // A migration only ever adds, so that the code which still runs can live with it. The first time there is no database.
  if (present) await mustRun('The migrations', ['d1', 'migrations', 'apply', 'DB', '--remote'])
  const report = join(scratch, 'report.ndjson')
  const withSecrets = made.length > 0 ? ['--secrets-file', secretsFile] : []
  await mustRun('The deployment', ['deploy', ...withSecrets], { WRANGLER_OUTPUT_FILE_PATH: report })
  if (!present) await mustRun('The migrations', ['d1', 'migrations', 'apply', 'DB', '--remote'])

  const targets = targetsIn(readIfThere(report) ?? '')
  const hosts = hostsIn(targets)
  if (hosts.length > 0) {
    const remember = keepHostsSql(hosts, Date.now())
    await mustRun('Noting its own addresses', ['d1', 'execute', 'DB', '--remote', '--yes', '--command', remember])
  }
  const url = targets.find((target) => target.startsWith('https://')) ?? 'https://<the address above>'
  say(`\nGatehouse is deployed at ${url}`)
  const setupToken = made.find(([name]) => name === 'SETUP_TOKEN')?.[1]
  if (setupToken) {
    say('Create the first owner with this link. It works once, and nobody else should see it:')
    console.log(`\n  ${url}/#setup=${setupToken}\n`)
  }
  return 0
})

/**
 * The names of the secrets that the deployed Worker has; null when there is no Worker yet. Anything else that goes wrong
 * stops the deployment: a new pepper over an old one would make every key that was ever issued worthless.
 */
function presentSecrets(): string[] | null {
  say('Looking at what is deployed already.')
  const { status, stdout, stderr } = spawnSync(process.execPath, [WRANGLER, 'secret', 'list', '--format', 'json'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['inherit', 'pipe', 'pipe'],
  })
  if (status === 0) {
    const secrets: { name: string }[] = JSON.parse(stdout.slice(stdout.indexOf('[')))
    return secrets.map(({ name }) => name)
  }
  if (/\b10007\b|Worker "[^"]+" not found/.test(stdout + stderr)) return null
  throw new UserError(
    `${stdout}${stderr}\nWrangler could not look into your account. Sign in with \`npx wrangler login\`, or set\n` +
      'CLOUDFLARE_API_TOKEN, and run `npm run deploy` again. Nothing was changed.',
  )
}

async function mustRun(what: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  if ((await wrangler(args, env)) === 0) return
  throw new UserError(`${what} did not go through; wrangler's reason stands above. Running it again is safe.`)
}

/** With the terminal handed on: wrangler may have to ask which account to use. */
function wrangler(args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(process.execPath, [WRANGLER, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)))
}
