import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDashboard } from './lib/dashboard.ts'
import {
  deployedSecretsInUse,
  planSecrets,
  presentSecrets,
  type RunWrangler,
  writeRecoveryFile,
} from './lib/deployed-secrets.ts'
import { hostsIn, keepHostsSql, targetsIn } from './lib/deployment.ts'
import { main } from './lib/main.ts'
import { say } from './lib/say.ts'
import { GIVE_UP, giveUpSql } from './lib/secrets.ts'
import { ROOT, readIfExists, UserError } from './lib/settings.ts'
import { SECRETS } from './lib/vars.ts'

const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')

/**
 * Deploys Gatehouse to the Cloudflare account that wrangler is signed in to. Wrangler creates the database and the
 * queues at the first deployment. `npm run deploy -- --dry-run` builds and checks, and sends nothing. docs/secrets.md
 * has the options for secrets: --recovery-file, --restore-secrets, --give-up-lost-secrets.
 */
await main(async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'gatehouse-deploy-'))
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))
  await buildDashboard()
  if (process.argv.includes('--dry-run')) return wrangler(['deploy', '--dry-run'])

  say('Looking at what is deployed already.')
  const present = presentSecrets(lookUp)
  const giveUp = process.argv.includes(GIVE_UP)
  const restored = restoredSecrets(optionOf('--restore-secrets'))
  const isComplete = present !== null && Object.keys(SECRETS).every((name) => present.includes(name))
  const inUse = isComplete && restored === '' ? { known: [], needed: [] } : deployedSecretsInUse(lookUp)
  const { secrets, made, lost } = planSecrets(present ?? [], inUse, restored, giveUp)
  const secretsFile = join(scratch, 'secrets.json')
  writeFileSync(secretsFile, JSON.stringify(secrets), { mode: 0o600 })
  const keep = Object.fromEntries(Object.entries(secrets).filter(([name]) => made.includes(name)))
  const recovery = made.length > 0 ? writeRecoveryFile(optionOf('--recovery-file'), keep, new Date()) : null

  // A migration adds things, or renames values that the running code can still use. The first time there is no
  // database.
  if (present) await mustRun('The migrations', ['d1', 'migrations', 'apply', 'DB', '--remote'])
  const report = join(scratch, 'report.ndjson')
  const withSecrets = Object.keys(secrets).length > 0 ? ['--secrets-file', secretsFile] : []
  await mustRun('The deployment', ['deploy', ...withSecrets], { WRANGLER_OUTPUT_FILE_PATH: report })
  if (!present) await mustRun('The migrations', ['d1', 'migrations', 'apply', 'DB', '--remote'])

  if (lost.length > 0) {
    const forget = giveUpSql(lost, Date.now())
    await mustRun('Noting what is lost', ['d1', 'execute', 'DB', '--remote', '--yes', '--command', forget])
  }

  const targets = targetsIn(readIfExists(report) ?? '')
  const hosts = hostsIn(targets)
  if (hosts.length > 0) {
    const remember = keepHostsSql(hosts, Date.now())
    await mustRun('Noting its own addresses', ['d1', 'execute', 'DB', '--remote', '--yes', '--command', remember])
  }
  const url = targets.find((target) => target.startsWith('https://')) ?? 'https://<the address above>'
  say(`\nGatehouse is deployed at ${url}`)
  if (recovery) {
    say(`The secrets that were made just now (${made.join(', ')}) stand in\n  ${recovery}`)
    say('Nobody can read them back from your account. Put that file where you keep passwords, and delete it here.')
  }
  const health = await healthOf(url)
  if (health) say(`\n${health}`)
  if (made.includes('SETUP_TOKEN')) {
    say('Create the first owner with this link. It works once, and nobody else should see it:')
    console.log(`\n  ${url}/#setup=${secrets.SETUP_TOKEN}\n`)
  }
  return 0
})

/** The value behind an option such as `--recovery-file`. */
function optionOf(name: string): string | undefined {
  const at = process.argv.indexOf(name)
  if (at === -1) return undefined
  const value = process.argv[at + 1]
  if (!value || value.startsWith('--')) throw new UserError(`${name} wants a file.`)
  return value
}

function restoredSecrets(path: string | undefined): string {
  if (path === undefined) return ''
  const text = readIfExists(path)
  if (text === null) throw new UserError(`There is no file ${path}.`)
  return text
}

/** What the deployed Worker reports about its secrets, if there is a problem. */
async function healthOf(url: string): Promise<string | null> {
  try {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(10_000) })
    const { problems }: { problems?: { detail: string }[] } = JSON.parse(await answer.text())
    return problems?.length ? problems.map(({ detail }) => detail).join('\n') : null
  } catch {
    // A new address may not answer yet; the Worker continues to check.
    return null
  }
}

const lookUp: RunWrangler = (args) =>
  spawnSync(process.execPath, [WRANGLER, ...args], { cwd: ROOT, encoding: 'utf8', stdio: ['inherit', 'pipe', 'pipe'] })

async function mustRun(what: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  if ((await wrangler(args, env)) === 0) return
  throw new UserError(`${what} did not go through; wrangler's reason stands above. Running it again is safe.`)
}

/** With the terminal attached: wrangler may have to ask which account to use. */
function wrangler(args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(process.execPath, [WRANGLER, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)))
}
