import { main } from './lib/main.ts'
import {
  ensureOwner,
  makeKey,
  markPasswordHandedOut,
  OWNER_EMAIL,
  passwordIsRefused,
  passwordWasHandedOut,
} from './lib/owner.ts'
import { readSettings, type Settings, UserError } from './lib/settings.ts'
import { untilUp } from './lib/until-up.ts'
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

/** The password is printed only once, so that a script that logs its output stores it in one place only. */
async function passwordOnce(settings: Settings, vars: Vars): Promise<string | null> {
  if (passwordWasHandedOut(settings) || (await passwordIsRefused(settings, vars))) return null
  markPasswordHandedOut(settings)
  return vars.LOCAL_OWNER_PASSWORD
}

function inWords(result: { url: string; adminEmail: string; adminPassword: string | null; apiKey: string }): string {
  return [
    `Dashboard  ${result.url}`,
    `Email      ${result.adminEmail}`,
    `Password   ${result.adminPassword ?? 'already printed, or changed since then; it is in .dev.vars'}`,
    `API key    ${result.apiKey}`,
  ].join('\n')
}
