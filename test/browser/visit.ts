import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { SYSTEM_CHROMIUM } from '../../scripts/chromium.ts'
import { useInstance } from './instance.ts'

const system = SYSTEM_CHROMIUM.find((path) => existsSync(path))

const LAUNCH = {
  ...(system ? { executablePath: system } : {}),
  args: [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

export type VisitOptions = {
  width?: number
  height?: number
  theme?: 'light' | 'dark'
  /** By default the visitor is signed in as the owner. */
  signedOut?: boolean
  path?: string
  /** Origins besides ours that the pages may go to. */
  otherHosts?: RegExp
}

export const DESKTOP = { width: 1440, height: 900 }
export const TABLET = { width: 820, height: 1100 }
export const PHONE = { width: 390, height: 844 }

/** What a page must never do, collected over all visits of a file. */
const violations: string[] = []

/**
 * A browser and a Gatehouse for the file. `visit` opens a page in its own context. After each test the pages are
 * closed, and a console error, a violation of the content security policy or a request to another host fails the test.
 */
export function useBrowser() {
  const instance = useInstance()
  let browser: Browser | undefined
  let cookies: Awaited<ReturnType<BrowserContext['cookies']>> = []
  const open: BrowserContext[] = []

  beforeAll(async () => {
    browser = await chromium.launch(LAUNCH)
    const context = await browser.newContext()
    const { url, adminEmail, adminPassword } = instance()
    const answer = await context.request.post(`${url}/api/auth/sign-in/email`, {
      data: { email: adminEmail, password: adminPassword },
      headers: { origin: url },
    })
    expect(answer.status()).toBe(200)
    cookies = await context.cookies(url)
    await context.close()
  }, 60_000)

  afterAll(() => browser?.close())

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await printLastState(open)
    await Promise.all(open.splice(0).map((context) => context.close()))
    expect(violations.splice(0)).toEqual([])
  })

  const visit = async (options: VisitOptions = {}): Promise<Page> => {
    if (!browser) throw new Error('visit() works inside tests only')
    const { url } = instance()
    const context = await browser.newContext({
      baseURL: url,
      viewport: { width: options.width ?? DESKTOP.width, height: options.height ?? DESKTOP.height },
      colorScheme: options.theme ?? 'light',
      reducedMotion: 'reduce',
      locale: 'en-GB',
    })
    open.push(context)
    context.setDefaultTimeout(10_000)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url })
    if (!options.signedOut) {
      await context.addCookies(cookies)
      // As in a browser that was here before: the page is painted before the user is looked up.
      await context.addInitScript(() => localStorage.setItem('gatehouse.signed-in', 'yes'))
    }
    const page = await context.newPage()
    watch(page, url, options.otherHosts)
    if (options.path !== undefined) await page.goto(options.path)
    return page
  }
  return { instance, visit }
}

/**
 * What a failed test showed last, and what its pages had requested: often the only information about a failure on
 * another machine.
 */
async function printLastState(contexts: BrowserContext[]): Promise<void> {
  for (const page of contexts.flatMap((context) => context.pages())) {
    const body = await page
      .locator('body')
      .ariaSnapshot({ timeout: 2000 })
      .catch((error: unknown) => `(cannot be read: ${error})`)
    console.error(`${page.url()}\n${body}\n${(traffic.get(page) ?? []).slice(-20).join('\n')}`)
  }
}

/** What each page requested from the API, and the answers. */
const traffic = new WeakMap<Page, string[]>()

function watch(page: Page, url: string, otherHosts?: RegExp) {
  const lines: string[] = []
  traffic.set(page, lines)
  const note = (what: string) => lines.push(`${new Date().toISOString().slice(11, 23)} ${what}`)
  page.on('requestfinished', async (request) => {
    const { pathname, search } = new URL(request.url())
    if (!pathname.startsWith('/api/')) return
    const answer = await request.response().catch(() => null)
    note(`${request.method()} ${pathname}${search} ${answer?.status() ?? '?'}`)
  })
  page.on('requestfailed', (request) =>
    note(`${request.method()} ${new URL(request.url()).pathname} ${request.failure()?.errorText ?? 'failed'}`),
  )
  page.on('pageerror', (error) => violations.push(`thrown: ${error.message}`))
  page.on('console', (message) => {
    // The browser itself reports every answer of 400 and above, and every request it could not send.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      violations.push(message.text())
  })
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin === url || protocol === 'data:' || protocol === 'blob:' || otherHosts?.test(origin)) return
    violations.push(`request to ${origin}`)
  })
}

/** Calls the API like an external app. */
export const callWith = (url: string, key: string, path = '/api/v1/me') =>
  fetch(url + path, { headers: { authorization: `Bearer ${key}` } })

/** Reads repeatedly until the result is as expected, for changes without an event. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000, interval: 100 })

let count = 0
/** A name that no other test uses, so that each test finds its own objects. */
export const freshName = (what: string) => {
  count += 1
  return `${what} ${Date.now().toString(36)}${count}`
}

/** The key that the dialog shows after a creation. */
export const shownKey = async (page: Page): Promise<string> => (await page.locator('[data-secret]').textContent()) ?? ''

/** Copies the new key, which closing its dialog would ask for, and closes the dialog. */
export async function closeNewKey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Copy key' }).click()
  await page.getByRole('button', { name: 'Copied', exact: true }).waitFor()
  await page.getByRole('button', { name: 'Confirm' }).click()
}

export type MadeKey = { id: string; name: string; key: string; masked: string }

/** Creates a key through the API. */
export async function makeKey(
  { url, apiKey }: { url: string; apiKey: string },
  input: Record<string, unknown> = {},
): Promise<MadeKey> {
  const answer = await fetch(`${url}/api/v1/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: freshName('Made'), scopes: ['users:read'], ...input }),
  })
  const made: MadeKey = await answer.json()
  expect(answer.status, JSON.stringify(made)).toBe(201)
  return made
}
