import { describe, expect, test } from 'vitest'
import { eventually, makeKey, PHONE, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

describe('the address', () => {
  test('names the dialog: Back closes it, and a reload shows it again', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: `/api-keys?q=${made.name.split(' ').at(-1)}` })
    await page.getByRole('button', { name: made.name, exact: true }).click()
    const details = page.getByRole('dialog', { name: made.name })
    await details.waitFor()
    await details.getByRole('button', { name: 'Edit Permissions' }).click()
    const edit = page.getByRole('dialog', { name: `Edit Permissions - ${made.name}` })
    await edit.getByLabel('Key Name').waitFor()
    await page.reload()
    await edit.getByLabel('Key Name').waitFor()
    await page.goBack()
    await edit.waitFor({ state: 'detached' })
    expect(page.url()).not.toContain('dialog=')
    await page.getByRole('button', { name: made.name, exact: true }).waitFor()
  })

  test('of a page that does not exist is told, with the way back', async () => {
    const page = await visit({ path: '/no-such-page' })
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor()
    await page.getByRole('link', { name: 'Go to API Keys' }).click()
    await page.getByRole('heading', { name: 'API Keys', level: 1 }).waitFor()
  })

  test('each page names the document', async () => {
    const page = await visit({ path: '/' })
    for (const name of ['API Keys', 'Webhooks', 'Event Logs', 'Alerts', 'Settings']) {
      await page.getByRole('link', { name }).click()
      await page.waitForFunction((title) => document.title === title, `${name} · Gatehouse`)
    }
  })
})

describe('the keyboard', () => {
  test('single keys lead to pages, search and the dialog, and are only letters in a field', async () => {
    const page = await visit({ path: '/api-keys' })
    await page.getByRole('row').nth(1).waitFor()
    await page.keyboard.press('/')
    const search = page.getByRole('searchbox', { name: 'Search by name or key' })
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
    await page.getByRole('heading', { name: 'Event Logs', level: 1 }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  })

  test('single keys can be turned off, and Ctrl+K still opens the commands', async () => {
    const page = await visit({ path: '/settings' })
    await page.getByLabel('Keyboard shortcuts').uncheck()
    await page.goto('/api-keys')
    await page.getByRole('row').nth(1).waitFor()
    await page.keyboard.press('c')
    await page.keyboard.press('Control+k')
    const commands = page.getByRole('dialog', { name: 'Commands' })
    await commands.getByRole('combobox').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(1)
    await page.keyboard.type('event')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Event Logs', level: 1 }).waitFor()
    await commands.waitFor({ state: 'detached' })
  })

  test('a menu is walked with arrows and letters, Esc gives the focus back, a dialog too', async () => {
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
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: made.name }).waitFor()
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
  test('a chosen theme stands from the first paint of the next visit', async () => {
    const page = await visit({ ...PHONE, path: '/api-keys' })
    await page.getByRole('button', { name: 'your account' }).click()
    await page.getByRole('menuitemradio', { name: 'Dark theme' }).click()
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const dark = 'rgb(14, 19, 27)'
    await eventually(ground).toBe(dark)
    await page.route('**/assets/*.js', (route) => route.abort())
    await page.goto('/api-keys', { waitUntil: 'commit' })
    await page.waitForFunction(() => document.readyState === 'complete')
    await eventually(() => ground()).toBe(dark)
  })

  test('another session of the same person can be ended from here', async () => {
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
    const page = await visit({ path: '/settings' })
    await page.getByRole('button', { name: 'Revoke the session on curl' }).first().click()
    await page.getByText('Session revoked.').waitFor()
    expect((await me()).status).toBe(401)
  })
})
