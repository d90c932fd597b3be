import { setTimeout as sleep } from 'node:timers/promises'
import { main } from './lib/main.ts'
import {
  ensureOwner,
  makeKey,
  markPasswordHandedOut,
  OWNER_EMAIL,
  passwordIsRefused,
  passwordWasHandedOut,
} from './lib/owner.ts'
import { claimedUrl } from './lib/run-record.ts'
import { say } from './lib/say.ts'
import { isHealthy } from './lib/server.ts'
import { readSettings, type Settings, UserError } from './lib/settings.ts'
import { readVars, type Vars } from './lib/vars.ts'

await main(async () => {
  const settings = readSettings()
  await untilUp(settings)
  const vars = readVars(settings.varsFile)
  if (!vars) throw new UserError('.dev.vars is missing or incomplete. `npm start` makes it.')
  await ensureOwner(settings, vars)
  const result = {
    url: settings.url,
    adminEmail: OWNER_EMAIL,
    adminPassword: await passwordOnce(settings, vars),
    apiKey: await makeKey(settings, vars, 'Bootstrap key', false),
  }
  console.log(process.argv.includes('--json') ? JSON.stringify(result) : inWords(result))
  return 0
})

/** The password is told once, so that what a script keeps in its log stays a single place. */
async function passwordOnce(settings: Settings, vars: Vars): Promise<string | null> {
  if (passwordWasHandedOut(settings) || (await passwordIsRefused(settings, vars))) return null
  markPasswordHandedOut(settings)
  return vars.LOCAL_OWNER_PASSWORD
}

async function untilUp(settings: Settings): Promise<void> {
  const started = Date.now()
  let told = false
  while (!(await isHealthy(settings.url))) {
    const claimed = claimedUrl(settings)
    if (claimed !== settings.url || Date.now() - started > 180_000) {
      throw new UserError(
        `No Gatehouse answers at ${settings.url}${claimed ? `; the one with this data runs at ${claimed}` : ''}.\n` +
          'Start one in another terminal with `npm start`, and give both commands the same PORT and GATEHOUSE_STATE.',
      )
    }
    if (!told) say(`Gatehouse is still starting at ${settings.url}; waiting for it.`)
    told = true
    await sleep(300)
  }
}

function inWords(result: { url: string; adminEmail: string; adminPassword: string | null; apiKey: string }): string {
  return [
    `Dashboard  ${result.url}`,
    `Email      ${result.adminEmail}`,
    `Password   ${result.adminPassword ?? 'already told, or changed since; it stands in .dev.vars'}`,
    `API key    ${result.apiKey}`,
  ].join('\n')
}
