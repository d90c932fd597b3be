import type { WebSocket } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { alertLike, withAlerts } from './fake-alerts.ts'
import { eventually, freshName, makeKey, PHONE, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

describe('the URL', () => {
  test('contains the dialog: Back closes it, and a reload shows it again', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: `/api-keys?q=${made.name.split(' ').at(-1)}` })
    await page.getByRole('button', { name: `Actions for ${made.name}` }).click()
    await page.getByRole('menuitem', { name: 'Edit Permissions' }).click()
    const edit = page.getByRole('dialog', { name: `Edit Permissions - ${made.name}` })
    await edit.getByLabel('Key Name').waitFor()
    await page.reload()
    await edit.getByLabel('Key Name').waitFor()
    await page.goBack()
    await edit.waitFor({ state: 'detached' })
    expect(page.url()).not.toContain('dialog=')
    await page.getByRole('link', { name: made.name, exact: true }).waitFor()
  })

  test('belongs to the page: a dialog that is opened after a link from a drawer closes on its own page', async () => {
    const page = await visit()
    const now = new Date().toISOString()
    await withAlerts(page, [alertLike(1, 'auth_failures', 'Somebody', { details: { from: now, to: now } })])
    await page.goto('/alerts')
    await page
      .getByRole('row', { name: /Somebody/ })
      .locator('time')
      .click()
    await page.waitForURL(/alert=/)
    await page.getByRole('link', { name: 'View in Event Logs' }).last().click()
    await page.waitForURL(/\/event-logs/)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'API Keys' }).click()
    await page.getByRole('button', { name: 'Create API Key' }).click()
    const form = page.getByRole('dialog', { name: 'Create New API Key' })
    await form.getByLabel('Key Name').fill(freshName('Kept'))
    await form.getByRole('button', { name: 'Full access' }).click()
    await form.getByRole('button', { name: 'Generate API Key' }).click()
    await page.locator('[data-secret]').waitFor()
    expect(new URL(page.url()).pathname).toBe('/api-keys')
  })

  test('of an unknown page shows a message with a link back', async () => {
    const page = await visit({ path: '/no-such-page' })
    await page.getByRole('heading', { name: 'Page not found', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Go to API Keys' }).click()
    await page.getByRole('heading', { name: 'API Keys', level: 2 }).waitFor()
  })

  test('of a shared link shows its environment, and the switch chooses one for every page', async () => {
    const batch = freshName('Sides')
    await makeKey(instance(), { name: `${batch} live` })
    await makeKey(instance(), { name: `${batch} test`, environment: 'test' })
    const page = await visit({ path: `/api-keys?q=${encodeURIComponent(batch)}&environment=test` })
    const names = () => page.locator('tbody .name-link').allInnerTexts()
    await eventually(names).toEqual([`${batch} test`])
    await page.getByText('You are looking at test data.').waitFor()
    const choose = (name: string) =>
      page.getByRole('group', { name: 'Environment' }).getByRole('button', { name }).click()
    await choose('Live')
    await eventually(names).toEqual([`${batch} live`])
    await page.goto(`/api-keys?q=${encodeURIComponent(batch)}`)
    await eventually(names).toEqual([`${batch} live`])
    await choose('All')
    await eventually(names).toEqual([`${batch} test`, `${batch} live`])
  })

  test('each page sets the document title', async () => {
    const page = await visit({ path: '/' })
    for (const name of ['API Keys', 'Webhooks', 'Event Logs', 'Alerts', 'Settings']) {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()
      await page.waitForFunction((title) => document.title === title, `${name} · Gatehouse`)
    }
  })
})

describe('the keyboard', () => {
  test('single keys open pages, search and the dialog, and are only letters in a field', async () => {
    const page = await visit({ path: '/api-keys' })
    await page.getByRole('row').nth(1).waitFor()
    await page.keyboard.press('/')
    const search = page.getByRole('searchbox', { name: 'Search by name, key or owner' })
    await page.keyboard.type('c?/')
    await eventually(() => search.inputValue()).toBe('c?/')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await search.fill('')
    await search.blur()
    await page.keyboard.press('c')
    await page.getByRole('dialog', { name: 'Create New API Key' }).getByLabel('Key Name').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await page.getByRole('heading', { name: 'Event Logs', level: 2 }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  })

  test('single keys can be turned off, and Ctrl+K still opens the command palette', async () => {
    const page = await visit({ path: '/settings?section=preferences' })
    await page.getByRole('switch', { name: 'Keyboard shortcuts' }).click()
    await page.goto('/api-keys')
    await page.getByRole('row').nth(1).waitFor()
    await page.keyboard.press('c')
    await page.keyboard.press('Control+k')
    const commands = page.getByRole('dialog', { name: 'Search' })
    await commands.getByRole('combobox').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(1)
    await page.keyboard.type('event')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Event Logs', level: 2 }).waitFor()
    await commands.waitFor({ state: 'detached' })
  })

  test('arrows and letters move in a menu, and Esc returns the focus; also in a dialog', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: `/api-keys?q=${made.name.split(' ').at(-1)}` })
    const button = page.getByRole('button', { name: `Actions for ${made.name}` })
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    const onButton = () => button.evaluate((it) => it === document.activeElement)
    await button.focus()
    await page.keyboard.press('ArrowDown')
    await eventually(focused).toBe('View Details')
    await page.keyboard.press('ArrowDown')
    await eventually(() => focused()).toBe('Edit Permissions')
    await page.keyboard.press('End')
    await eventually(() => focused()).toBe('Delete')
    await page.keyboard.press('r')
    await eventually(() => focused()).toBe('Regenerate Key')
    await page.keyboard.press('r')
    await eventually(() => focused()).toBe('Revoke Key')
    await page.keyboard.press('Escape')
    await eventually(onButton).toBe(true)
    await page.keyboard.press('Enter')
    await eventually(focused).toBe('View Details')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: `Edit Permissions - ${made.name}` }).waitFor()
    await page.keyboard.press('Escape')
    await eventually(onButton).toBe(true)
  })

  test('the first Tab offers to skip the navigation', async () => {
    const page = await visit({ path: '/api-keys' })
    await page.getByRole('row').nth(1).waitFor()
    await page.keyboard.press('Tab')
    await page.getByRole('link', { name: 'Skip to content' }).waitFor()
    await page.keyboard.press('Enter')
    await eventually(() => page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
  })
})

describe('preferences', () => {
  test('the chosen theme is used from the first paint of the next visit', async () => {
    const page = await visit({ ...PHONE, path: '/api-keys' })
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Dark' }).click()
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const dark = 'rgb(17, 20, 25)'
    await eventually(ground).toBe(dark)
    await page.route('**/assets/*.js', (route) => route.abort())
    await page.goto('/api-keys', { waitUntil: 'commit' })
    await page.waitForFunction(() => document.readyState === 'complete')
    await eventually(() => ground()).toBe(dark)
  })

  test('news of new calls is off, and a switch turns it on for later visits too', async () => {
    const page = await visit({ path: '/settings?section=preferences' })
    const news = page.getByRole('switch', { name: 'Show new API calls on every page' })
    await news.waitFor()
    expect(await news.isChecked()).toBe(false)
    const ofCalls = (socket: WebSocket) => socket.url().includes('/event-logs/stream?type=api_call')
    await Promise.all([page.waitForEvent('websocket', ofCalls), news.click()])
    await Promise.all([page.waitForEvent('websocket', ofCalls), page.reload()])
    await eventually(() => news.isChecked()).toBe(true)
  })

  test('another session of the same person can be ended', async () => {
    const { url, adminEmail, adminPassword } = instance()
    const other = await fetch(`${url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, 'user-agent': 'curl/8.0' },
      body: JSON.stringify({ email: adminEmail, password: adminPassword }),
    })
    const cookie = other.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const me = () => fetch(`${url}/api/v1/me`, { headers: { cookie } })
    expect((await me()).status).toBe(200)
    const page = await visit({ path: '/settings?section=sessions' })
    await page.getByRole('button', { name: 'Revoke the session on curl' }).first().click()
    await page.getByText('Session revoked.').waitFor()
    expect((await me()).status).toBe(401)
  })
})
