import { describe, expect, test } from 'vitest'
import { expectAccessible } from './a11y-audit.ts'
import { makeWebhook, publish, useReceiver } from './receiver.ts'
import { callWith, DESKTOP, eventually, freshName, makeKey, PHONE, TABLET, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()
const receiver = useReceiver()

describe('the first steps', () => {
  test('tick while the user works, lead to each step, and can be hidden and shown again', async () => {
    const page = await visit({ path: '/api-keys' })
    const steps = page.getByRole('region', { name: 'Getting started' })
    // The instance was set up with a key, which nobody has used.
    const current = steps.locator('[aria-current=step]')
    await eventually(() => current.textContent()).toContain('Make the first call')
    await steps.getByText(`curl ${instance().url}/api/v1/me`).waitFor()
    const made = await makeKey(instance(), { name: freshName('First steps') })
    await callWith(instance().url, made.key)
    await eventually(() => current.textContent()).toContain('Create a webhook')
    await expectAccessible(page, 'first steps')
    await steps.getByRole('link', { name: 'Create Webhook' }).click()
    await page.getByRole('dialog', { name: 'Create New Webhook' }).waitFor()
    await page.goto('/api-keys')
    await steps.getByRole('button', { name: 'Hide' }).click()
    await steps.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await steps.waitFor()
    const path = `/${freshName('first').replaceAll(' ', '-')}`
    await makeWebhook(instance(), { url: receiver.url(path) })
    await eventually(() => current.textContent()).toContain('Deliver the first event')
    await publish(instance())
    await eventually(() => receiver.at(path).length).toBe(1)
    await steps.waitFor({ state: 'detached', timeout: 30_000 })
  })
})

describe('the overview', () => {
  test('shows figures, what fails and what ends soon, and each leads to the list behind it', async () => {
    const end = new Date(Date.now() + 3 * 86_400_000).toISOString()
    const ending = await makeKey(instance(), { name: freshName('Ends soon'), expiresAt: end, scopes: ['users:read'] })
    for (let count = 0; count < 5; count += 1) await callWith(instance().url, ending.key, '/api/v1/webhooks')
    // The log is written a moment after the answers.
    const overview = async () => (await callWith(instance().url, instance().apiKey, '/api/v1/overview')).text()
    await eventually(overview).toContain(`"id":"${ending.id}","refused":5`)
    const page = await visit({ path: '/overview' })
    const figures = page.getByRole('region', { name: 'Figures' })
    await eventually(() => figures.getByRole('link', { name: /API calls/ }).textContent()).toMatch(/API calls[1-9]/)
    // The figures that do not depend on the chosen range.
    const totals = page.locator('dl').filter({ hasText: 'Calls today' })
    await eventually(() => totals.textContent()).toMatch(
      /Calls today[1-9].*Last 7 days[1-9].*Last 30 days[1-9].*Most used key.+call/,
    )
    await totals.getByRole('link').nth(1).click()
    await page.waitForURL(/\/event-logs\?range=7d/)
    await page.goBack()
    const failing = page.getByRole('region', { name: 'Failing now' })
    await failing.getByRole('link', { name: new RegExp(`${ending.name}.*Missing scope.*5 refused`) }).click()
    await page.waitForURL(/\/event-logs\?key=key_.*status=refused/)
    // The list has as many entries as the line says.
    await eventually(() => page.getByRole('row', { name: /Missing scope/ }).count()).toBe(5)
    expect(
      await page
        .getByRole('table', { name: /^Calls|log/i })
        .locator('tbody tr')
        .count(),
    ).toBe(5)
    await page.goBack()
    await page.getByRole('region', { name: 'Expiring soon' }).getByRole('link', { name: ending.name }).click()
    await page.waitForURL(new RegExp(`key=${ending.id}`))
    await page.goBack()
    await page.getByRole('group', { name: 'Range' }).getByRole('button', { name: '24 hours' }).click()
    await page.waitForURL(/range=1/)
    await page.reload()
    await eventually(() => page.getByRole('button', { name: '24 hours' }).getAttribute('aria-pressed')).toBe('true')
  })

  test('without anything says so, without a part leaves it out, and a failure can be tried again', async () => {
    const page = await visit()
    let change: Record<string, unknown> = {
      failingWebhooks: { count: 0, data: [] },
      refusedKeys: { since: new Date().toISOString(), data: [] },
      alerts: { open: 0, openCritical: 0, data: [] },
      keys: { expiring: [], unused: 0, complete: true },
    }
    await page.route('**/api/v1/overview?*', async (route) => {
      const answer = await route.fetch()
      return route.fulfill({ json: { ...(await answer.json()), ...change } })
    })
    await page.goto('/overview')
    await page.getByText('Nothing fails: all webhooks are healthy').waitFor()
    await page.getByText('No open alerts.').waitFor()
    await page.getByText('Nothing ends within 30 days').waitFor()
    change = { usage: null, alerts: null, failingWebhooks: null, refusedKeys: null }
    await page.reload()
    await page.getByRole('region', { name: 'Latest changes' }).waitFor()
    expect(await page.getByRole('region', { name: 'Figures' }).count()).toBe(0)
    expect(await page.getByRole('region', { name: 'Open alerts' }).count()).toBe(0)
    await page.unroute('**/api/v1/overview?*')
    await page.route('**/api/v1/overview?*', (route) => route.fulfill({ status: 503, body: '' }))
    await page.reload()
    await page.getByRole('button', { name: 'Try again' }).waitFor({ timeout: 20_000 })
  })

  for (const [name, size] of [
    ['a desktop', DESKTOP],
    ['a tablet', TABLET],
    ['a phone', PHONE],
  ] as const) {
    test(`is accessible on ${name}`, async () => {
      const page = await visit({ ...size, path: '/overview' })
      await page.getByRole('region', { name: 'Latest changes' }).waitFor()
      await expectAccessible(page, 'overview')
    })
  }
})

describe('a new key', () => {
  test('is announced on any page when it is first used', async () => {
    const page = await visit({ path: '/api-keys?dialog=create' })
    await page.getByLabel('Key Name').fill(freshName('Announced'))
    await page.getByRole('checkbox', { name: /^Full Access/ }).check()
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    const key = (await page.locator('[data-secret]').textContent()) ?? ''
    await page.keyboard.press('Escape')
    await callWith(instance().url, key)
    await page.getByText(/^First call with Announced/).waitFor({ timeout: 20_000 })
  })
})

describe('the search', () => {
  test('finds keys and webhooks by name and by pasted id, offers actions, and remembers what was opened', async () => {
    const made = await makeKey(instance(), { name: freshName('Findable') })
    const path = `/${freshName('hook').replaceAll(' ', '-')}`
    const hook = await makeWebhook(instance(), { name: freshName('Findable hook'), url: receiver.url(path) })
    const page = await visit({ path: '/settings' })
    const field = page.getByRole('combobox', { name: 'Search, paste an id, or type a command' })
    const open = async () => {
      await page.getByRole('button', { name: /^Search or jump to/ }).click()
      await field.waitFor()
    }
    await open()
    await field.fill(made.name)
    await page.getByRole('option', { name: made.name, exact: false }).first().waitFor()
    await page.getByRole('option', { name: `Regenerate Key: ${made.name}` }).waitFor()
    await field.fill(made.id)
    await page.getByRole('option', { name: made.name, exact: false }).first().click()
    await page.waitForURL(new RegExp(`key=${made.id}`))
    await page.keyboard.press('Escape')
    await page.goto('/settings')
    await open()
    await page.getByRole('group', { name: 'Recent' }).getByRole('option', { name: made.name }).waitFor()
    await field.fill(hook.id)
    await page.getByRole('option', { name: hook.name, exact: false }).first().click()
    await page.waitForURL(new RegExp(`webhook=${hook.id}`))
    await open()
    await field.fill('key_00000000000000000000000000')
    await page.getByText('Nothing found.').waitFor()
    await expectAccessible(page, 'search without results')
  })
})
