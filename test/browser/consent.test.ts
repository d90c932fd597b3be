import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DESKTOP, eventually, freshName, makeKey, PHONE, useBrowser } from './visit.ts'

const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

let server: Server | undefined
/** The app's own page, which redirects once more before it shows what it got. */
let callback = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', callback)
    if (url.pathname === '/callback') {
      response.writeHead(302, { location: `/done${url.search}` }).end()
    } else response.writeHead(200, { 'content-type': 'text/html' }).end('<title>App</title><h1>Back in the app</h1>')
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  callback = `http://localhost:${(server.address() as AddressInfo).port}/callback`
})
afterAll(() => {
  server?.close()
})

describe('consent', () => {
  const { instance, visit } = useBrowser()

  const api = async (method: string, path: string, body?: object) => {
    const { url, apiKey } = instance()
    const answer = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    expect(answer.ok, `${method} ${path} ${answer.status}`).toBe(true)
    return answer.json()
  }

  async function newApp(more: object = {}): Promise<{ clientId: string; name: string; id: string }> {
    const name = freshName('Chart Companion')
    const scopes = ['users:read', 'posts:write']
    return api('POST', '/api/v1/oauth-apps', { name, scopes, redirectUris: [callback], ...more })
  }

  const pathOf = (app: { clientId: string }, more: Record<string, string> = {}) =>
    `/oauth/authorize?${new URLSearchParams({
      client_id: app.clientId,
      response_type: 'code',
      state: 'xyz',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      ...more,
    })}`

  /** A visitor whose browser may also go to the app, native or not, and to the host product. */
  const open = (options: Parameters<typeof visit>[0] = {}) =>
    visit({ ...options, otherHosts: /^(http:\/\/localhost:|null$)/ })

  /** What the app got. */
  async function gotBack(page: Page): Promise<Record<string, string>> {
    await page.getByRole('heading', { name: 'Back in the app' }).waitFor()
    return Object.fromEntries(new URL(page.url()).searchParams)
  }

  const allow = (page: Page) => page.getByRole('button', { name: 'Allow access' })

  const grantsOf = async (app: { id: string }) => (await api('GET', `/api/v1/oauth-apps/${app.id}/grants`)).data

  test('is asked after a sign-in in place, for fewer scopes if wanted, and not again for the same', async () => {
    const app = await newApp()
    const page = await open({ ...DESKTOP, signedOut: true })
    await page.goto(pathOf(app, { login_hint: instance().adminEmail }))
    await page.getByText('An app asks for access to your account.').waitFor()
    await page.getByLabel('Password', { exact: true }).fill(instance().adminPassword)
    await page.getByRole('button', { name: 'Sign in' }).click()

    await page.getByRole('heading', { name: new RegExp(`^${app.name} wants access to your`) }).waitFor()
    await page.getByText(instance().adminEmail).waitFor()
    await page.getByText('localhost:').waitFor()
    // What writes is said to screen readers too.
    expect(await page.getByLabel('Write Posts').getAttribute('aria-describedby')).toBeTruthy()
    await page.getByText('Publish new posts Can change data').waitFor()
    await page.getByLabel('Write Posts').uncheck()
    await page.getByText('Do what you have left out: Write Posts').waitFor()
    await page.getByText('Create, change or delete anything').waitFor()
    let accepted = 0
    page.on('request', (request) => {
      if (request.url().endsWith('/accept')) accepted += 1
    })
    await allow(page).dblclick()
    expect(await gotBack(page)).toEqual({
      code: expect.stringMatching(/^oac_live_/),
      state: 'xyz',
      iss: instance().url,
    })
    expect(accepted).toBe(1)
    expect(await grantsOf(app)).toMatchObject([{ scopes: ['users:read'], subject: { type: 'person' } }])

    await page.goto(pathOf(app, { scope: 'users:read', state: 'again' }))
    expect(await gotBack(page)).toMatchObject({ code: expect.stringMatching(/^oac_live_/), state: 'again' })
    // More than that is asked, and so is everything of an app whose identity nobody can know.
    await page.goto(pathOf(app))
    await allow(page).waitFor()
    await page.goto(pathOf(app, { scope: 'users:read', prompt: 'consent' }))
    await allow(page).waitFor()
    // Whoever signs in then is asked the same.
    const challenge = new URL(page.url()).searchParams.get('challenge')
    await page.getByRole('button', { name: 'Switch account' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(new URL(page.url()).searchParams.get('challenge')).toBe(challenge)
  })

  test('can be refused, and given in two tabs in either order', async () => {
    const app = await newApp({ type: 'public' })
    const page = await open(PHONE)
    await page.goto(pathOf(app))
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await gotBack(page)).toMatchObject({ error: 'access_denied', state: 'xyz' })

    const [one, two] = [page, await open(PHONE)]
    await one.goto(pathOf(app, { state: 'one' }))
    await two.goto(pathOf(app, { state: 'two' }))
    await allow(two).click()
    expect(await gotBack(two)).toMatchObject({ code: expect.any(String), state: 'two' })
    await allow(one).click()
    expect(await gotBack(one)).toMatchObject({ code: expect.any(String), state: 'one' })

    // A public app with a redirect to the device is asked for each time.
    await one.goto(pathOf(app))
    await allow(one).waitFor()
  })

  test('goes back into a native app, and says so if the page is still there', async () => {
    const app = await newApp({ type: 'public', redirectUris: ['com.example.companion:/done', callback] })
    const page = await open(PHONE)
    const session = await page.context().newCDPSession(page)
    await session.send('Page.enable')
    const wanted: string[] = []
    session.on('Page.frameRequestedNavigation', ({ url }) => wanted.push(url))
    await page.goto(pathOf(app, { redirect_uri: 'com.example.companion:/done' }))
    await page.getByText('You go back to').waitFor()
    await allow(page).click()
    const back = await page.getByRole('link', { name: 'Go back to com.example.companion' }).getAttribute('href')
    expect(back).toMatch(/^com\.example\.companion:\/done\?code=oac_live_\w+&state=xyz&iss=/)
    expect(wanted).toContain(back)
  })

  test('that has waited for too long starts again, and one that is unknown or not let in says so', async () => {
    const app = await newApp()
    const page = await open(PHONE)
    const detail = 'This request has waited for too long. Start again.'
    await page.route('**/api/v1/oauth-authorizations/*/accept', (route) =>
      route.fulfill({
        status: 410,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'urn:gatehouse:problem:authorization_over',
          title: 'Gone',
          status: 410,
          detail,
          code: 'authorization_over',
          requestId: 'req_1',
          restartUrl: instance().url + pathOf(app, { state: 'fresh' }),
        }),
      }),
    )
    await page.goto(pathOf(app))
    await allow(page).click()
    await page.getByText(detail).waitFor()
    await page.unroute('**/api/v1/oauth-authorizations/*/accept')
    await page.getByRole('link', { name: 'Start again' }).click()
    await allow(page).click()
    expect(await gotBack(page)).toMatchObject({ state: 'fresh' })

    const off = 'Your organization does not allow apps that registered themselves.'
    const problem = {
      type: 'about:blank',
      title: 'Not allowed',
      status: 403,
      code: 'registration_off',
      requestId: 'req_1',
    }
    await page.route('**/api/v1/oauth-authorizations/abc', (route) =>
      route.fulfill({ status: 403, contentType: 'application/problem+json', json: { ...problem, detail: off } }),
    )
    await page.goto('/authorize?challenge=abc')
    await page.getByText(off).waitFor()
    await page.unroute('**/api/v1/oauth-authorizations/abc')

    for (const path of ['/authorize?challenge=abc', '/authorize?consent=abc', '/authorize']) {
      await page.goto(path)
      await page.getByRole('heading', { name: 'This request is not known' }).waitFor()
    }
  })

  test('cannot be framed, and its address goes to nobody', async () => {
    const page = await open()
    const answer = await page.goto('/authorize?challenge=abc')
    expect(answer?.headers()).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
    await page.getByRole('heading', { name: 'This request is not known' }).waitFor()
  })

  describe('of a user of the host product', () => {
    let stop = () => {}
    afterEach(async () => {
      stop()
      await api('PATCH', '/api/v1/oauth-settings', { loginUrl: null, consent: 'gatehouse' })
    })

    /** The sample of the docs, running as a product does. */
    async function startHost(): Promise<string> {
      const { key } = await makeKey(instance(), { scopes: ['oauth:authorize', 'users:read'] })
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL('../../docs/examples/oauth-host.mjs', import.meta.url))],
        {
          env: { GATEHOUSE_URL: instance().url, GATEHOUSE_KEY: key, PORT: '0' },
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      stop = () => void child.kill()
      return new Promise((resolve) => child.stdout.once('data', (line: Buffer) => resolve(String(line).trim())))
    }

    async function setUp(page: Page) {
      const host = await startHost()
      await page.goto('/settings?section=oauth')
      await page.getByLabel('Sign-in page of your product').fill(`${host}/sign-in`)
      await page.getByRole('button', { name: 'Save Changes' }).click()
      await page.getByText('OAuth settings saved').waitFor()
      return host
    }

    test('is asked on our page, after the host has said who it is', async () => {
      const page = await open(DESKTOP)
      const host = await setUp(page)
      const app = await newApp()
      const visitor = await open({ ...PHONE, signedOut: true })
      await visitor.goto(pathOf(app))
      expect(new URL(visitor.url()).origin).toBe(host)
      await visitor.getByText(`to continue to ${app.name}`).waitFor()
      await visitor.getByLabel('User').fill('marta')
      await visitor.getByRole('button', { name: 'Sign in' }).click()
      await visitor.getByText('Marta Ionescu').waitFor()
      // The key of the host does not hold this one, so its users cannot allow it.
      await visitor.getByText('Do what you may not do yourself: Write Posts').waitFor()
      expect(await visitor.getByRole('button', { name: 'Switch account' }).count()).toBe(0)
      await allow(visitor).click()
      expect(await gotBack(visitor)).toMatchObject({ code: expect.stringMatching(/^oac_live_/), state: 'xyz' })
      expect(await grantsOf(app)).toMatchObject([
        { subject: { type: 'external', id: 'user_17', name: 'Marta Ionescu' }, scopes: ['users:read'] },
      ])
    })

    test('is asked by the host alone, where the organization wants that', async () => {
      const page = await open(DESKTOP)
      await setUp(page)
      await page.getByLabel('Your product', { exact: true }).check()
      await page.getByRole('button', { name: 'Save Changes' }).click()
      await eventually(async () => (await api('GET', '/api/v1/oauth-settings')).consent).toBe('host')
      const app = await newApp()
      const visitor = await open({ ...PHONE, signedOut: true })
      await visitor.goto(pathOf(app))
      await visitor.getByRole('button', { name: 'Cancel' }).click()
      expect(await gotBack(visitor)).toMatchObject({ error: 'access_denied' })
      await visitor.goto(pathOf(app))
      await visitor.getByLabel('User').fill('marta')
      await visitor.getByRole('button', { name: 'Sign in' }).click()
      expect(await gotBack(visitor)).toMatchObject({ code: expect.stringMatching(/^oac_live_/), state: 'xyz' })
    })
  })
})
