import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startInGroup } from './lib/process-group.mjs'
import { say } from './lib/say.ts'
import { ROOT, UserError } from './lib/settings.ts'

/**
 * Where Debian's packages install Chromium. The headless shell comes first: it has no windows, and the tests take half
 * as long with it. test/browser/visit.ts looks in the same places.
 */
export const SYSTEM_CHROMIUM = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/**
 * The Chromium for the tests, installed if the machine has none: from Debian's packages if possible, otherwise the
 * build of Playwright.
 *
 * @returns the path of its program
 * @throws UserError if neither is possible
 */
export async function ensureChromium(): Promise<string> {
  const present = await findChromium()
  if (present) return present
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (mayInstall) {
    say('No Chromium here; installing it with apt-get. This takes a minute or two.')
    await run('apt-get', ['update', '-qq'])
    // Older releases of Debian have no package for the headless shell.
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

/** The installed Chromium, from the system or from Playwright; null if there is none. */
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
