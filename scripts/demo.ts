import { parseArgs } from 'node:util'
import { startApp } from './lib/demo-app.ts'
import { startReceiver } from './lib/demo-receiver.ts'
import { isEnding, main } from './lib/main.ts'
import { ensureOwner, makeKey } from './lib/owner.ts'
import { say } from './lib/say.ts'
import { readSettings, UserError } from './lib/settings.ts'
import { untilUp } from './lib/until-up.ts'
import { readVars } from './lib/vars.ts'

const TELL_MS = 5000

await main(async () => {
  const seconds = secondsOf(process.argv.slice(2))
  const settings = readSettings()
  await untilUp(settings)
  const vars = readVars(settings.varsFile)
  if (!vars) throw new UserError('.dev.vars is missing or incomplete. `npm start` makes it.')
  await ensureOwner(settings, vars)
  const key = await makeKey(settings, vars, 'Demo: the host product', true)
  const receiver = await startReceiver()
  const app = await startApp({ url: settings.url, key, receiver })
  say(`An app and a receiver of webhooks now drive ${settings.url}. Ctrl-C stops them; what they made stays.`)
  const end = seconds === null ? Number.POSITIVE_INFINITY : Date.now() + seconds * 1000
  while (Date.now() < end && !isEnding()) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(TELL_MS, Math.max(0, end - Date.now()))))
    const { calls, refused, published } = app.figures()
    const { received, failed, forged } = receiver.figures()
    say(
      `${calls} calls (${refused} refused), ${published} events published; ` +
        `${received} deliveries received and verified, ${failed} answered with an error${forged > 0 ? `, ${forged} FORGED` : ''}.`,
    )
  }
  await app.stop()
  await receiver.stop()
  return receiver.figures().forged === 0 ? 0 : 1
}, 0)

/** How long it runs; null: until it is stopped. */
function secondsOf(args: string[]): number | null {
  const { values } = parseArgs({ args, options: { seconds: { type: 'string' } } })
  if (values.seconds === undefined) return null
  const seconds = Number(values.seconds)
  if (!(seconds > 0)) throw new UserError(`--seconds must be a number above 0, not "${values.seconds}".`)
  return seconds
}
