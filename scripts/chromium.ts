import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startInGroup } from './lib/process-group.mjs'
import { say } from './lib/say.ts'
import { ROOT, UserError } from './lib/settings.ts'

/**
 * Where Debian's packages put a Chromium. The headless shell comes first: it has no windows of its own, and the tests take
 * half as long with it. test/browser/visit.ts looks in the same places.
 */
export const SYSTEM_CHROMIUM = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/**
 * The Chromium to test with, fetched when the machine has none: from Debian's packages where we may, else the build that
 * Playwright brings.
 *
 * @returns the path of its program
 * @throws UserError when neither is possible
 */
export async function ensureChromium(): Promise<string> {
  const present = await findChromium()
  if (present) return present
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (mayInstall) {
    say('No Chromium here; installing it with apt-get. This takes a minute or two.')
    await run('apt-get', ['update', '-qq'])
    // Older releases of Debian have no package of the shell alone.
    for (const name of ['chromium-headless-shell', 'chromium']) {
      if ((await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name])) === 0) break
    }
  }
  const installed = await findChromium()
  if (installed) return installed
  say('No Chromium here; downloading the one that Playwright brings (about 150 MB).')
  const playwright = join(ROOT, 'node_modules/playwright-core/cli.js')
  await run(process.execPath, [playwright, 'install', ...(mayInstall ? ['--with-deps'] : []), 'chromium'])
  const downloaded = await findChromium()
  if (downloaded) return downloaded
  throw new UserError(
    'The browser tests need Chromium, and it could not be fetched. Install it (on Debian: apt-get install chromium)\n' +
      'and run the tests again, or leave them out: npm test -- types lint generated unit runtime journeys',
  )
}

/** The Chromium that is there already, the system's or Playwright's; null when there is none. */
export async function findChromium(): Promise<string | null> {
  const system = SYSTEM_CHROMIUM.find((path) => existsSync(path))
  if (system) return system
  const { chromium } = await import('playwright-core')
  const own = chromium.executablePath()
  return own && existsSync(own) ? own : null
}

function run(command: string, args: string[]): Promise<number> {
  return startInGroup(command, args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).exited
}
