import { describe, expect, test } from 'vitest'
import { callWith, closeNewKey, eventually, freshName, PHONE, shownKey, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

/** The page asks for the list again after a minute; what shows earlier came over the stream. */
const LIVE_MS = 30_000

describe('the main job', () => {
  test('a key from the dialog admits calls, is limited and logged, and stops working once revoked', async () => {
    const { url, adminEmail, adminPassword } = instance()
    const name = freshName('Main job')
    const page = await visit({ signedOut: true, path: '/' })

    await page.getByLabel('Email').fill(adminEmail)
    await page.getByLabel('Password', { exact: true }).fill(adminPassword)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'API Keys', level: 2 }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/api-keys')

    await page.getByRole('button', { name: 'Create API Key' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Create New API Key' })
    await dialog.getByLabel('Key Name').fill(name)
    await dialog.getByLabel('Read Users').check()
    await dialog.getByLabel('Requests per minute, value').fill('3')
    await dialog.getByRole('button', { name: 'Generate API Key' }).click()

    const created = page.getByRole('dialog', { name: 'API Key Created Successfully' })
    await created.getByText("Save this key now! You won't see it again.").waitFor()
    await created.getByRole('button', { name: 'Copy key' }).click()
    const key = await page.evaluate(() => navigator.clipboard.readText())
    expect(key).toMatch(/^sk_live_[0-9A-Za-z]{48}$/)
    await created.getByRole('button', { name: 'Confirm' }).click()
    await page.getByRole('row').filter({ hasText: name }).waitFor()
    expect(await page.content()).not.toContain(key)

    // What the stream brings: the page must not need to ask for the list again.
    const frames: string[] = []
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))))
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Event Logs' }).click()
    await page.getByRole('heading', { name: 'Event Logs', level: 2 }).waitFor()
    await page.getByRole('table', { name: /^Event log/ }).waitFor()
    await eventually(() => frames.length).toBeGreaterThan(0)
    const first = await callWith(url, key)
    expect(first.status).toBe(200)
    await page.getByRole('row').filter({ hasText: name }).first().waitFor({ timeout: LIVE_MS })

    expect((await callWith(url, key)).status).toBe(200)
    expect((await callWith(url, key)).status).toBe(200)
    const limited = await callWith(url, key)
    expect(limited.status).toBe(429)
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0)
    await page.getByRole('row').filter({ hasText: name }).filter({ hasText: '429' }).waitFor({ timeout: LIVE_MS })
    expect(frames.join('\n')).toContain(name)

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'API Keys' }).click()
    await page.getByRole('button', { name: `Actions for ${name}` }).click()
    await page.getByRole('menuitem', { name: 'Revoke Key' }).click()
    const revoke = page.getByRole('dialog', { name: 'Revoke API Key?' })
    // Exactly: a toast about its limit names the key too.
    await revoke.getByText(name, { exact: true }).waitFor()
    await revoke.getByLabel('Yes, revoke this key').check()
    await revoke.getByRole('button', { name: 'Revoke Key' }).click()
    await page.getByText(`${name} revoked.`).waitFor()
    expect((await callWith(url, key)).status).toBe(401)
  })

  test('works on a phone with cards', async () => {
    const { url } = instance()
    const name = freshName('Phone')
    const page = await visit({ ...PHONE, path: '/api-keys' })
    await page.getByRole('button', { name: 'Create API Key' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Create New API Key' })
    await dialog.getByLabel('Key Name').fill(name)
    await dialog.getByLabel('Description').fill('Read by the shop')
    await dialog.getByRole('button', { name: 'Read only' }).click()
    await dialog.getByRole('button', { name: 'Generate API Key' }).click()
    const key = await shownKey(page)
    await closeNewKey(page)
    const card = page.getByRole('listitem').filter({ hasText: name })
    await card
      .getByRole('button', { name: new RegExp(name) })
      .first()
      .click()
    await card.getByText('60/min, 1,000/hr, 10,000/day').waitFor()
    await card.getByText('Read by the shop').waitFor()

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Event Logs' }).click()
    await page.getByRole('heading', { name: 'Event Logs', level: 2 }).waitFor()
    expect((await callWith(url, key)).status).toBe(200)
    await page.getByRole('listitem').filter({ hasText: name }).first().click()
    await page.getByRole('complementary', { name: 'Event Details' }).getByText('/api/v1/me').first().waitFor()
  })
})

describe('signing in', () => {
  test('a wrong password shows a message that does not say whether email or password was wrong', async () => {
    const page = await visit({ signedOut: true, path: '/sign-in' })
    await page.getByLabel('Email').fill('nobody@example.com')
    await page.getByLabel('Password', { exact: true }).fill('wrong password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Incorrect email or password.').waitFor()
  })

  test('a page requested without a session opens after signing in', async () => {
    const { adminEmail, adminPassword } = instance()
    const page = await visit({ signedOut: true, path: '/event-logs?status=failed' })
    await page.getByLabel('Email').fill(adminEmail)
    await page.getByLabel('Password', { exact: true }).fill(adminPassword)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Event Logs', level: 2 }).waitFor()
    expect(page.url()).toContain('/event-logs?status=failed')
  })

  test('a return URL on another site is not followed', async () => {
    const { url, adminEmail, adminPassword } = instance()
    const page = await visit({ signedOut: true, path: '/sign-in?next=//evil.example/' })
    await page.getByLabel('Email').fill(adminEmail)
    await page.getByLabel('Password', { exact: true }).fill(adminPassword)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'API Keys', level: 2 }).waitFor()
    expect(page.url().startsWith(url)).toBe(true)
  })

  test('too many attempts show the seconds to wait', async () => {
    const page = await visit({ signedOut: true, path: '/sign-in' })
    await page.route('**/api/auth/sign-in/email', (route) =>
      route.fulfill({
        status: 429,
        headers: { 'retry-after': '42', 'content-type': 'application/problem+json' },
        body: JSON.stringify({
          type: 'about:blank',
          title: 'Too many',
          status: 429,
          code: 'rate_limited',
          requestId: 'r',
        }),
      }),
    )
    await page.getByLabel('Email').fill('owner@example.com')
    await page.getByLabel('Password', { exact: true }).fill('some password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Too many attempts. Try again in 42 s.').waitFor()
  })

  test('signing out ends the session', async () => {
    const { adminEmail, adminPassword } = instance()
    const page = await visit({ signedOut: true, path: '/sign-in' })
    await page.getByLabel('Email').fill(adminEmail)
    await page.getByLabel('Password', { exact: true }).fill(adminPassword)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'API Keys', level: 2 }).waitFor()
    await page.getByRole('button', { name: 'Your account' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.goto('/settings')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })

  test('the first-run setup reads the code from the fragment and shows errors at their fields', async () => {
    const page = await visit({ signedOut: true })
    let sent: unknown
    await page.route('**/api/v1/setup', (route) => {
      if (route.request().method() === 'GET') return route.fulfill({ json: { needed: true } })
      sent = route.request().postDataJSON()
      return route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        json: {
          type: 'about:blank',
          title: 'Some fields are not valid',
          status: 422,
          code: 'invalid',
          requestId: 'r',
          errors: [{ path: 'password', message: 'must be at least 10 characters' }],
        },
      })
    })
    await page.goto('/sign-in#setup=let-me-in')
    await page.getByRole('heading', { name: 'Set up Gatehouse' }).waitFor()
    await page.getByLabel('Organization').fill('Acme')
    await page.getByLabel('Your name').fill('Ada')
    await page.getByLabel('Email').fill('ada@example.com')
    await page.getByLabel('Password', { exact: true }).fill('long enough for the browser')
    await page.getByRole('button', { name: 'Create owner account' }).click()
    await page.getByText('must be at least 10 characters').waitFor()
    expect(sent).toMatchObject({ setupToken: 'let-me-in', organizationName: 'Acme', email: 'ada@example.com' })
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('name'))
    expect(focused).toBe('password')
  })
})

describe('an answer of the dashboard', () => {
  test('every page has a policy that allows only our own scripts', async () => {
    const answer = await fetch(`${instance().url}/event-logs`)
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toContain('unsafe')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.text()).not.toMatch(/<script(?![^>]*src=)|<style|style=/)
  })

  test('built files are cached for a year, but not the page that replaces a missing one', async () => {
    const { url } = instance()
    const html = await (await fetch(url)).text()
    const script = html.match(/\/assets\/[\w-]+\.js/)?.[0] ?? ''
    expect((await fetch(url + script)).headers.get('cache-control')).toContain('immutable')
    const missing = await fetch(`${url}/assets/of-another-version.js`)
    expect(missing.headers.get('cache-control')).not.toContain('immutable')
  })
})
