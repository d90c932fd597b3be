import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { downloadedBy } from './download.ts'
import { callWith, eventually, freshName, makeKey, PHONE, TABLET, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

const readKey = async (id: string) =>
  (await callWith(instance().url, instance().apiKey, `/api/v1/api-keys/${id}`)).json()

/** A key with six calls that are in its figures: four successful, one without its scope, one to no route. */
async function usedKey(input: Record<string, unknown> = {}) {
  const made = await makeKey(instance(), { scopes: ['users:read'], ...input })
  const paths = ['/api/v1/me', '/api/v1/me', '/api/v1/me', '/api/v1/me', '/api/v1/webhooks', '/api/v1/no-such-thing']
  for (const path of paths) await callWith(instance().url, made.key, path)
  await eventually(async () => (await readKey(made.id)).usageCount).toBe(6)
  return made
}

const listOf = (name: string) => `/api-keys?q=${encodeURIComponent(name)}`
const tab = (page: Page, name: string) => page.getByRole('tab', { name })

describe('the page of a key', () => {
  test('opens by a click in its row or on its name, and Back returns to the list as it was', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: listOf(made.name) })
    const heading = page.getByRole('heading', { name: made.name, level: 1 })
    await page.getByRole('row').filter({ hasText: made.name }).getByText('Never used').click()
    await heading.waitFor()
    expect(new URL(page.url()).search).toBe(`?key=${made.id}`)
    await page.goBack()
    await page.getByRole('link', { name: made.name, exact: true }).click()
    await heading.waitFor()
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'API Keys' }).click()
    await page.getByRole('heading', { name: 'API Keys', level: 2 }).waitFor()
    expect(new URL(page.url()).search).toBe('')
  })

  test('shows figures, calls by outcome, endpoints and why calls failed, for each range', async () => {
    const made = await usedKey({ rateLimit: { perMinute: 100, perHour: null, perDay: null } })
    const page = await visit({ path: `/api-keys?key=${made.id}` })
    const figure = (name: string) => page.locator('dl > div').filter({ hasText: name }).locator('dd > span').first()
    await eventually(() => figure('Requests').textContent()).toBe('6')
    await eventually(() => figure('Success rate').textContent()).toBe('66.7%')
    await eventually(() => figure('Errors').textContent()).toBe('2')
    await page.getByText('2 client, 0 server').waitFor()
    const chart = page.getByRole('table', { name: 'Requests by outcome' })
    await eventually(() => chart.getByRole('row').count()).toBe(31)
    await eventually(() => chart.getByRole('row').last().getByRole('cell').allTextContents()).toEqual(['4', '2', '0'])
    const why = page.getByRole('region', { name: 'Why calls failed' })
    await eventually(() => why.getByRole('listitem').count()).toBe(2)
    await why.getByText('Missing scope webhooks:read').waitFor()
    const endpoints = page.getByRole('table', { name: 'Top endpoints' })
    await endpoints.getByRole('row').filter({ hasText: '/api/v1/me' }).getByText('4', { exact: true }).waitFor()
    await page
      .getByRole('region', { name: 'Rate limits' })
      .getByText(/^\d+ of 100$/)
      .waitFor()

    for (const [label, range, rows] of [
      ['24 hours', '24h', 25],
      ['7 days', '7d', 8],
      ['90 days', '90d', 91],
    ] as const) {
      await page.getByRole('button', { name: label }).click()
      await eventually(() => chart.getByRole('row').count()).toBe(rows)
      expect(new URL(page.url()).searchParams.get('range')).toBe(range)
      await eventually(() => figure('Requests').textContent()).toBe('6')
    }
    const { text } = await downloadedBy(page, () => page.getByRole('button', { name: 'Export usage report' }).click())
    expect(text).toContain(`Total,${made.name},6,2,`)

    await endpoints.getByRole('link', { name: '/api/v1/webhooks' }).click()
    await page.getByRole('heading', { name: 'Event Logs', level: 2 }).waitFor()
    const { searchParams } = new URL(page.url())
    expect([searchParams.get('key'), searchParams.get('path')]).toEqual([made.id, '/api/v1/webhooks'])
  })

  test('says how its figures differ from the period before, where something was before', async () => {
    const made = await usedKey()
    const page = await visit()
    await page.route('**/usage?days=60', async (route) => {
      const usage = await (await route.fetch()).json()
      usage.buckets[3] = { ...usage.buckets[3], successful: 3, clientErrors: 1 }
      return route.fulfill({ json: usage })
    })
    await page.goto(`/api-keys?key=${made.id}`)
    const figure = (name: string) => page.locator('dl > div').filter({ hasText: name })
    await figure('Requests').getByText('from 4').waitFor()
    expect(await figure('Requests').textContent()).toContain('up 50%')
    expect(await figure('Success rate').textContent()).toContain('down 8.3')
    await page.getByRole('button', { name: '90 days' }).click()
    await figure('Requests').getByText('6 in total').waitFor()
  })

  test('lists its requests with their outcome, and leads to the log', async () => {
    const made = await usedKey()
    const page = await visit({ path: `/api-keys?key=${made.id}` })
    await tab(page, 'Requests').click()
    const rows = page.getByRole('table', { name: `Requests with ${made.name}` }).getByRole('row')
    await eventually(() => rows.count()).toBe(7)
    await page.getByRole('button', { name: 'Failed' }).click()
    await eventually(() => rows.count()).toBe(3)
    await rows.filter({ hasText: '403' }).getByText('Missing scope webhooks:read').click()
    await page.getByRole('heading', { name: 'Event Logs', level: 2 }).waitFor()
    const { searchParams } = new URL(page.url())
    expect(searchParams.get('key')).toBe(made.id)
    expect(searchParams.get('log')).toMatch(/^log_/)
    await page.goBack()
    await eventually(() => rows.count()).toBe(3)
  })

  test('says in words what it may do, and what it may not', async () => {
    const made = await makeKey(instance(), { scopes: ['posts:*', 'analytics:read'] })
    const page = await visit({ path: `/api-keys?key=${made.id}&tab=permissions` })
    const panel = page.getByRole('tabpanel')
    for (const text of ['Delete Posts', 'See statistics and reports']) await panel.getByText(text).waitFor()
    await panel.getByText(/^No permissions for Users, Finance, /).waitFor()
    await panel.getByRole('button', { name: 'Edit Permissions' }).click()
    const dialog = page.getByRole('dialog', { name: `Edit Permissions - ${made.name}` })
    const search = dialog.getByLabel('Search permissions')
    await eventually(() => search.evaluate((field) => field === document.activeElement)).toBe(true)
    await search.fill('users:*')
    await dialog.getByRole('button', { name: 'Add users:*' }).click()
    await dialog.getByText('Read, write and delete users').waitFor()
    await dialog.getByRole('button', { name: 'Save Changes' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect((await readKey(made.id)).scopes).toEqual(['posts:*', 'analytics:read', 'users:*'])
    await panel.getByText('Permanently delete accounts').waitFor()
  })

  test('shows who changed it', async () => {
    const made = await makeKey(instance())
    const { url, apiKey } = instance()
    await fetch(`${url}/api/v1/api-keys/${made.id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ description: 'What it is for now' }),
    })
    const page = await visit({ path: `/api-keys?key=${made.id}&tab=history` })
    const list = page.getByRole('region', { name: `Changes of ${made.name}` })
    await eventually(() => list.getByRole('listitem').count()).toBe(2)
    await list.getByRole('button').first().click()
    await list.getByText('What it is for now').waitFor()
  })

  test('disables and enables the key, shows that it is doing so, and is left when the key is deleted', async () => {
    const { url } = instance()
    const made = await makeKey(instance())
    const page = await visit({ path: `/api-keys?key=${made.id}&tab=settings` })
    let go = () => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    await page.route('**/disable', async (route) => {
      await held
      await route.fallback()
    })
    await page.getByRole('button', { name: 'Disable' }).click()
    await page.getByText('Disabling…').waitFor()
    expect((await callWith(url, made.key)).status).toBe(200)
    go()
    await page.getByText('Disabled', { exact: true }).first().waitFor()
    await eventually(() => page.getByText('Disabling…').count()).toBe(0)
    expect((await callWith(url, made.key)).status).toBe(401)
    await page.getByRole('tabpanel').getByRole('button', { name: 'Enable' }).click()
    await page.getByText(`${made.name} enabled.`).waitFor()
    expect((await callWith(url, made.key)).status).toBe(200)
    await page.getByRole('tabpanel').getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete API key?' })
    await dialog.getByLabel(`Yes, delete ${made.name}`).check()
    await dialog.getByRole('button', { name: 'Delete key' }).click()
    await page.getByRole('heading', { name: 'API Keys', level: 2 }).waitFor()
    await page.goto(`/api-keys?key=${made.id}`)
    await page.getByText('This API key no longer exists.').waitFor()
  })

  test('is complete on a phone and a tablet, and never scrolls sideways', async () => {
    const made = await usedKey({ name: freshName(`A key with a name of many words ${'and more of them '.repeat(3)}`) })
    for (const size of [PHONE, TABLET]) {
      const page = await visit({ ...size, path: `/api-keys?key=${made.id}` })
      await page.getByText('Requests by outcome').first().waitFor()
      for (const name of ['Requests', 'Permissions', 'Child keys', 'Settings', 'History', 'Overview']) {
        await tab(page, name).click()
        await eventually(() => tab(page, name).getAttribute('aria-selected')).toBe('true')
        await page.getByRole('tabpanel').locator('> *').first().waitFor()
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
      }
    }
  })
})

describe('the settings tab of a key', () => {
  const bar = (page: Page) => page.getByRole('region', { name: 'Unsaved changes' })

  test('saves in place only what was changed, shows errors at their fields, and discards', async () => {
    const made = await makeKey(instance(), { rateLimit: { perMinute: 100, perHour: 1000, perDay: null } })
    const page = await visit({ path: `/api-keys?key=${made.id}&tab=settings` })
    const panel = page.getByRole('tabpanel')
    const name = panel.getByLabel('Key Name')
    await name.waitFor()
    expect(await bar(page).count()).toBe(0)
    await panel.getByLabel('Requests per minute').fill('many')
    await bar(page).getByText('Unsaved: Rate limits').waitFor()
    await bar(page).getByRole('button', { name: 'Save Changes' }).click()
    await panel.getByText('Enter a whole number of 1 or more.').waitFor()
    await bar(page).getByRole('button', { name: 'Discard' }).click()
    await bar(page).waitFor({ state: 'detached' })
    expect(await panel.getByLabel('Requests per minute').inputValue()).toBe('100')

    const renamed = freshName('Renamed')
    await name.fill(renamed)
    await panel.getByLabel('Requests per hour').fill('')
    await panel.getByLabel('Requests per day').fill('5000')
    await panel.getByLabel('Allowed IP addresses').fill('203.0.113.7\nnowhere')
    await bar(page).getByText('Unsaved: Name, Rate limits, Allowed IP addresses').waitFor()
    await bar(page).getByRole('button', { name: 'Save Changes' }).click()
    await panel
      .getByText(/nowhere/)
      .last()
      .waitFor()
    await panel.getByLabel('Allowed IP addresses').fill('203.0.113.7')
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.method() === 'PATCH'),
      bar(page).getByRole('button', { name: 'Save Changes' }).click(),
    ])
    expect(request.headers()['if-match']).toMatch(/^"v\d+"$/)
    expect(request.postDataJSON()).toEqual({
      name: renamed,
      rateLimit: { perMinute: 100, perHour: null, perDay: 5000 },
      allowedIps: ['203.0.113.7'],
    })
    await page.getByText(`${renamed} saved.`).waitFor()
    await bar(page).waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: renamed, level: 1 }).waitFor()
    expect(await readKey(made.id)).toMatchObject({ name: renamed, allowedIps: ['203.0.113.7'] })
  })

  test('keeps both changes when somebody else saved another field', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: `/api-keys?key=${made.id}&tab=settings` })
    const panel = page.getByRole('tabpanel')
    await panel.getByLabel('Description').fill('Mine')
    const { url, apiKey } = instance()
    await fetch(`${url}/api/v1/api-keys/${made.id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ownerId: 'theirs' }),
    })
    await bar(page).getByRole('button', { name: 'Save Changes' }).click()
    await bar(page).getByText('Someone else changed this').waitFor()
    expect(await panel.getByLabel('Owner').inputValue()).toBe('theirs')
    await bar(page).getByRole('button', { name: 'Save Changes' }).click()
    await bar(page).waitFor({ state: 'detached' })
    expect(await readKey(made.id)).toMatchObject({ description: 'Mine', ownerId: 'theirs' })
  })

  test('asks before unsaved changes are left: by a tab, a link, Back; not by a dialog over it', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: `/api-keys?key=${made.id}` })
    await tab(page, 'Settings').click()
    const description = page.getByRole('tabpanel').getByLabel('Description')
    const question = page.getByRole('dialog', { name: 'Discard your changes?' })
    const keep = async () => {
      await question.getByRole('button', { name: 'Keep editing' }).click()
      await question.waitFor({ state: 'detached' })
      expect(await description.inputValue()).toBe('Half done')
      expect(new URL(page.url()).search).toBe(`?key=${made.id}&tab=settings`)
    }
    await description.fill('Half done')
    await tab(page, 'History').click()
    await keep()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'API Keys' }).click()
    await keep()
    await page.goBack()
    await keep()
    await page.getByRole('tabpanel').getByRole('button', { name: 'Revoke Key' }).click()
    await page.getByRole('dialog', { name: 'Revoke API Key?' }).getByRole('button', { name: 'Cancel' }).click()
    expect(await question.count()).toBe(0)
    expect(await description.inputValue()).toBe('Half done')
    await tab(page, 'Permissions').click()
    await question.getByRole('button', { name: 'Discard' }).click()
    await eventually(() => tab(page, 'Permissions').getAttribute('aria-selected')).toBe('true')
    expect((await readKey(made.id)).description).toBe('')
  })

  test('shows the settings without a form to a role that cannot change them', async () => {
    const made = await makeKey(instance(), { description: 'Only to look at' })
    const page = await visit()
    await page.route('**/api/v1/me', async (route) => {
      const me = await (await route.fetch()).json()
      return route.fulfill({ json: { ...me, role: 'viewer', scopes: ['api-keys:read'] } })
    })
    await page.goto(`/api-keys?key=${made.id}&tab=settings`)
    await page.getByRole('tabpanel').getByText('Only to look at').waitFor()
    expect(await page.getByRole('tabpanel').getByRole('textbox').count()).toBe(0)
  })
})

describe('the list of keys', () => {
  test('is filtered by tag and by owner, which its keys offer', async () => {
    const batch = freshName('Chips')
    await makeKey(instance(), { name: `${batch} a`, tags: [`${batch} eu`], ownerId: `${batch} owner` })
    await makeKey(instance(), { name: `${batch} b` })
    const page = await visit({ path: listOf(batch) })
    const names = () => page.locator('tbody .name-link').allInnerTexts()
    await eventually(names).toEqual([`${batch} b`, `${batch} a`])
    await page.getByRole('combobox', { name: 'Tag' }).selectOption(`${batch} eu`)
    await eventually(names).toEqual([`${batch} a`])
    await page.getByRole('button', { name: 'Clear filter Tag' }).click()
    await eventually(names).toEqual([`${batch} b`, `${batch} a`])
    await page.getByRole('link', { name: `${batch} a`, exact: true }).click()
    await page.getByRole('link', { name: `Owner ${batch} owner` }).click()
    await eventually(names).toEqual([`${batch} a`])
    expect(new URL(page.url()).search).toBe(`?${new URLSearchParams({ owner: `${batch} owner` })}`)
  })
})

describe('the panel for a new key', () => {
  test('offers presets, and says in words what the key will be', async () => {
    const page = await visit({ path: '/api-keys?dialog=create' })
    const dialog = page.getByRole('dialog', { name: 'Create New API Key' })
    const summary = dialog.getByRole('complementary')
    await summary.getByText('Nothing yet.').waitFor()
    await dialog.getByRole('button', { name: 'Publisher' }).click()
    await summary.getByText('Read and publish events').waitFor()
    await eventually(() => dialog.getByLabel('Publish events').isChecked()).toBe(true)
    await dialog.getByLabel('Key Name').fill('Shop')
    await summary.getByText('Shop is a Live key.').waitFor()
    await dialog.getByLabel('Read Posts').check()
    await eventually(() => dialog.getByRole('button', { name: 'Custom' }).getAttribute('aria-pressed')).toBe('true')
    await summary.getByText('Delete users, posts and records').waitFor()
    await dialog.getByLabel('Requests per minute, value').fill('600')
    await dialog.getByLabel('Requests per hour, value').fill('10000')
    await summary.getByText('At full speed, the hourly limit is used up after 17 minutes.').waitFor()
    await dialog.getByLabel('30 days').check()
    await summary.getByText(/^Stops working after /).waitFor()
    await dialog.getByRole('button', { name: 'Full access' }).click()
    await dialog.getByLabel('Never').first().check()
    await summary.getByText('Full access: whoever has this key controls the organization.').waitFor()
    await dialog.getByRole('button', { name: 'Verifier' }).click()
    await eventually(() => summary.getByText('Full access').count()).toBe(0)
    await summary.getByText('Verify API keys').waitFor()
  })

  test('shows an error when a field is left, and takes it away when it is mended', async () => {
    const page = await visit({ path: '/api-keys?dialog=create' })
    const dialog = page.getByRole('dialog', { name: 'Create New API Key' })
    await dialog.getByRole('button', { name: 'Generate API Key' }).click()
    await dialog.getByText('Enter a name for the key.').waitFor()
    await dialog.getByLabel('Key Name').fill('Named')
    await eventually(() => dialog.getByText('Enter a name for the key.').count()).toBe(0)
    await dialog.getByText('Select at least one permission.').waitFor()
    await dialog.getByRole('button', { name: 'Read only' }).click()
    await eventually(() => dialog.getByText('Select at least one permission.').count()).toBe(0)
    const perMinute = dialog.getByLabel('Requests per minute, value')
    await perMinute.fill('many')
    await perMinute.press('Tab')
    await dialog.getByText('Enter a whole number of 1 or more.').waitFor()
    await perMinute.fill('5')
    await eventually(() => dialog.getByText('Enter a whole number of 1 or more.').count()).toBe(0)
  })

  test('asks before a filled form is closed', async () => {
    const page = await visit({ path: '/api-keys?dialog=create' })
    const dialog = page.getByRole('dialog', { name: 'Create New API Key' })
    await dialog.getByLabel('Key Name').fill('Half done')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Keep editing' }).click()
    expect(await dialog.getByLabel('Key Name').inputValue()).toBe('Half done')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Discard' }).click()
    await dialog.waitFor({ state: 'detached' })
  })

  test('asks once before a new key is closed that was neither copied nor downloaded', async () => {
    const name = freshName('Uncopied')
    const page = await visit({ path: '/api-keys?dialog=create' })
    await page.getByLabel('Key Name').fill(name)
    await page.getByRole('button', { name: 'Read only' }).click()
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    const created = page.getByRole('dialog', { name: 'API Key Created Successfully' })
    await created.getByRole('button', { name: 'Confirm' }).click()
    const ask = page.getByRole('dialog', { name: 'Close without copying?' })
    await ask.getByRole('button', { name: 'Go back' }).click()
    await ask.waitFor({ state: 'detached' })
    await created.getByRole('button', { name: 'Confirm' }).click()
    await ask.getByRole('button', { name: 'Close anyway' }).click()
    await created.waitFor({ state: 'detached' })
    await page.getByRole('link', { name, exact: true }).waitFor()
  })
})

describe('regenerating a key in use', () => {
  test('says how often it was used recently', async () => {
    const made = await usedKey()
    const page = await visit({ path: `/api-keys?for=${made.id}&dialog=regenerate` })
    const dialog = page.getByRole('dialog', { name: 'Regenerate API Key?' })
    await dialog.getByText('This key was used 6 times in the last 7 days.').waitFor()
    await dialog.getByLabel('After 24 hours').check()
    await eventually(() => dialog.getByText('in the last 7 days').count()).toBe(0)
  })

  test('with a grace marks it as rotating in the list', async () => {
    const { url, apiKey } = instance()
    const made = await makeKey(instance(), { environment: 'test' })
    const answer = await fetch(`${url}/api/v1/api-keys/${made.id}/regenerate?environment=test`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ graceSeconds: 3600 }),
    })
    expect(answer.status).toBe(200)
    const page = await visit({ path: listOf(made.name) })
    await page.getByRole('row').filter({ hasText: made.name }).getByText('Rotating').waitFor()
  })
})
