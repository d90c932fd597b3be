import { join, relative } from 'node:path'
import type { SecretProblem } from '../worker/platform/lib/crypto/secret-versions.ts'
import { fireCron } from './lib/cron.ts'
import { buildDashboard } from './lib/dashboard.ts'
import { checkLocalSecrets, giveUpLocally } from './lib/local-secrets.ts'
import { acquireLock } from './lib/lock.mjs'
import { isEnding, main } from './lib/main.ts'
import { migrate } from './lib/migrate.ts'
import { ensureOwner, makeKey, OWNER_EMAIL, passwordIsRefused } from './lib/owner.ts'
import { claimState } from './lib/run-record.ts'
import { say } from './lib/say.ts'
import { GIVE_UP, type SecretsInUse } from './lib/secrets.ts'
import { isPortTaken, startServer } from './lib/server.ts'
import { ROOT, readSettings, type Settings, UserError } from './lib/settings.ts'
import { ensureVars, replaceLost, type Vars } from './lib/vars.ts'
import { untilSilent } from './lib/watchdog.ts'
import { buildWorker } from './lib/worker-bundle.ts'

await main(async () => {
  const settings = readSettings()
  const claim = await claimState(settings)
  await refuseTakenPort(settings)
  const giveUp = process.argv.includes(GIVE_UP)
  // Before anything is written, because a replaced secret makes data stored with the old one unusable.
  const { inUse, lost } = checkLocalSecrets(settings, giveUp)
  const vars = await prepareVars(settings, lost, inUse)
  await migrate(settings)
  giveUpLocally(settings, lost)
  await buildDashboard()
  say('Starting the server.')
  const build = { failed: false }
  const onLine = (line: string) => {
    say(line)
    if (!/custom build .* failed/.test(line)) return
    build.failed = true
    // Wrangler does not print the reason.
    void buildWorker().catch((error: unknown) => say(error instanceof UserError ? error.message : String(error)))
  }
  const onGroup = (group: number) => claim.setGroup(group)
  let server = await startServer(settings, { onLine, onGroup })
  await ensureOwner(settings, vars)
  await welcome(settings, vars)
  void fireCron(settings.url)
  for (;;) {
    const code = await Promise.race([server.exited, untilSilent(settings.url, build)])
    if (isEnding()) return 0
    if (code !== 'silent') {
      say(`\nThe server ended by itself (exit code ${code}). Start it again with the same command; the data is kept.`)
      return 1
    }
    say('The runtime has died; starting it again.')
    await server.stop()
    server = await startServer(settings, { onLine, onGroup })
    say(`Gatehouse answers again at ${settings.url}.`)
  }
}, 0)

/** Two first starts at once must use the same secrets. */
async function prepareVars({ varsFile }: Settings, lost: SecretProblem[], inUse: SecretsInUse): Promise<Vars> {
  const lock = await acquireLock(join(ROOT, '.local/vars.lock'))
  try {
    const replaced = replaceLost(varsFile, lost, inUse)
    if (replaced.length > 0) say(`Made ${replaced.join(' and ')} anew; what was stored under the lost ones is lost.`)
    const { vars, added } = ensureVars(varsFile)
    if (added.length > 0) say(`Made ${added.length} local secrets in .dev.vars.`)
    return vars
  } finally {
    lock.release()
  }
}

async function refuseTakenPort({ port }: Settings): Promise<void> {
  if (!(await isPortTaken(port))) return
  throw new UserError(
    `Port ${port} is taken by another program.\n` +
      `End that program, or choose another port:\n  PORT=${port + 1} npm start`,
  )
}

/** As a person would write it: relative to the project's root, unless it is elsewhere. */
function spoken(path: string): string {
  const within = relative(ROOT, path)
  return within.startsWith('..') ? path : within
}

async function welcome(settings: Settings, vars: Vars): Promise<void> {
  const { url } = settings
  const key = await makeKey(settings, vars, 'First call', true)
  const password = (await passwordIsRefused(settings, vars))
    ? 'changed since it was made; the one in .dev.vars no longer signs in'
    : vars.LOCAL_OWNER_PASSWORD
  console.log(`
Gatehouse is ready.

  Dashboard  ${url}
  Email      ${OWNER_EMAIL}
  Password   ${password}

Call its API from another terminal:

  curl ${url}/api/v1/me -H "Authorization: Bearer ${key}"

Press Ctrl-C to stop. Your data stays in ${spoken(settings.state)}.
`)
}
