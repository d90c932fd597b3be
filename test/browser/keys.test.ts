import { describe, expect, test } from 'vitest'
import { callWith, closeNewKey, eventually, freshName, makeKey, shownKey, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

/** The key as the API returns it. */
async function readKey(id: string) {
  const answer = await callWith(instance().url, instance().apiKey, `/api/v1/api-keys/${id}`)
  return answer.json()
}

const findKey = async (name: string, environment = 'live') => {
  const query = new URLSearchParams({ q: name, environment })
  const answer = await callWith(instance().url, instance().apiKey, `/api/v1/api-keys?${query}`)
  return (await answer.json()).data[0]
}

/** The URL of the list with one key in it. */
const listOf = (name: string) => `/api-keys?q=${encodeURIComponent(name)}`

describe('creating a key', () => {
  test('every field of the dialog is saved', async () => {
    const name = freshName('All fields')
    const page = await visit({ path: '/api-keys?dialog=create' })
    const dialog = page.getByRole('dialog', { name: 'Create New API Key' })
    await dialog.getByLabel('Key Name').fill(name)
    await dialog.getByLabel('Description').fill('What it is for')
    await dialog.getByLabel('Test (development and testing)').check()
    await dialog.getByLabel('Search permissions').fill('transactions')
    await dialog.getByLabel('Read Transactions').check()
    await dialog.getByLabel('Search permissions').fill('')
    await dialog.getByLabel('Content: All Content permissions').check()
    await dialog.getByLabel('Requests per minute, slider').fill('500')
    await dialog.getByLabel('Requests per hour', { exact: true }).uncheck()
    await dialog.getByLabel('Requests per day, value').fill('1234567')
    await dialog.getByLabel('90 days').check()
    await dialog.getByText('Advanced options').click()
    await dialog.getByLabel('Allowed IP addresses').fill('203.0.113.7\n2001:db8::/32')
    await dialog.getByLabel('Strict (exact)').check()
    await dialog.getByRole('button', { name: 'Generate API Key' }).click()
    await closeNewKey(page)
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    const made = await findKey(name, 'test')
    expect(made).toMatchObject({
      description: 'What it is for',
      environment: 'test',
      scopes: ['transactions:read', 'posts:read', 'posts:write', 'posts:edit', 'posts:delete'],
      rateLimit: { perMinute: 500, perHour: null, perDay: 1234567 },
      allowedIps: ['203.0.113.7', '2001:db8::/32'],
      consistency: 'strict',
    })
    const days = (Date.parse(made.expiresAt) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(89.9)
    expect(days).toBeLessThan(90.1)
  })

  test('a key works on its last day, in the time zone of the person', async () => {
    const name = freshName('Last day')
    const page = await visit({ path: '/api-keys?dialog=create' })
    await page.getByLabel('Key Name').fill(name)
    await page.getByRole('button', { name: 'Read only' }).click()
    await page.getByLabel('Custom date').check()
    await page.getByLabel('Last day').fill('2030-05-17')
    const end = await page.evaluate(() => new Date('2030-05-17T23:59:59.999').toISOString())
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    await closeNewKey(page)
    expect((await findKey(name)).expiresAt).toBe(end)
  })

  test('a missing value is shown at its field, which gets the focus, and nothing is sent', async () => {
    const page = await visit({ path: '/api-keys?dialog=create' })
    let sent = 0
    page.on('request', (request) => {
      if (request.method() === 'POST') sent += 1
    })
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    await page.getByText('Enter a name for the key.').waitFor()
    await page.getByText('Select at least one permission.').waitFor()
    await eventually(() => page.getByLabel('Key Name').evaluate((field) => field === document.activeElement)).toBe(true)
    expect(sent).toBe(0)
  })

  test('a refusal of the server is shown at its field, with the line', async () => {
    const page = await visit({ path: '/api-keys?dialog=create' })
    await page.getByLabel('Key Name').fill(freshName('Refused'))
    await page.getByRole('button', { name: 'Read only' }).click()
    await page.getByText('Advanced options').click()
    const addresses = page.getByLabel('Allowed IP addresses')
    await addresses.fill('203.0.113.7\nnot-an-address')
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    await page.getByText(/^not-an-address: /).waitFor()
    await eventually(() => addresses.evaluate((field) => field === document.activeElement)).toBe(true)
    await eventually(() => addresses.getAttribute('aria-invalid')).toBe('true')
  })

  test('the new key can be copied and downloaded, and no accidental key or click closes its dialog', async () => {
    const page = await visit({ path: '/api-keys?dialog=create' })
    await page.getByLabel('Key Name').fill(freshName('Kept'))
    await page.getByRole('button', { name: 'Full access' }).click()
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    const created = page.getByRole('dialog', { name: 'API Key Created Successfully' })
    const key = await shownKey(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.mouse.click(5, 5)
    expect(await created.isVisible()).toBe(true)
    await created.getByRole('button', { name: 'Copy command' }).click()
    const command = await page.evaluate(() => navigator.clipboard.readText())
    expect(command).toContain(`curl ${instance().url}/api/v1/me`)
    expect(command).toContain(`Authorization: Bearer ${key}`)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      created.getByRole('button', { name: 'Download as text file' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^Kept-.*-api-key\.txt$/)
    const stream = await file.createReadStream()
    let text = ''
    for await (const part of stream) text += part
    expect(text).toContain(key)
    await created.getByRole('button', { name: 'Confirm' }).click()
    await created.waitFor({ state: 'detached' })
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(key)
  })

  test('if the answer was lost, sending the form again still creates one key', async () => {
    const name = freshName('Once')
    const page = await visit({ path: '/api-keys?dialog=create' })
    let lost = false
    await page.route('**/api/v1/api-keys', async (route) => {
      if (lost || route.request().method() !== 'POST') return route.fallback()
      lost = true
      await route.fetch()
      await route.abort('connectionreset')
    })
    await page.getByLabel('Key Name').fill(name)
    await page.getByRole('button', { name: 'Read only' }).click()
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    await page.getByText('Could not reach the server.').waitFor()
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    const key = await shownKey(page)
    await closeNewKey(page)
    expect((await callWith(instance().url, key)).status).toBe(200)
    await page.goto(listOf(name))
    await page.getByText('1 key').waitFor()
  })

  test('permissions that a role does not have are not offered', async () => {
    const page = await visit()
    await page.route('**/api/v1/me', async (route) => {
      const answer = await route.fetch()
      const me = await answer.json()
      return route.fulfill({ json: { ...me, role: 'developer', scopes: ['api-keys:*', 'posts:read'] } })
    })
    await page.goto('/api-keys?dialog=create')
    await eventually(() => page.getByLabel('Read Posts').isEnabled()).toBe(true)
    await eventually(() => page.getByLabel('Write Posts').isEnabled()).toBe(false)
    expect(await page.getByLabel('Full Access').isEnabled()).toBe(false)
    expect(await page.getByRole('button', { name: 'Full access' }).count()).toBe(0)
  })
})

describe('a key that exists', () => {
  test('editing sends only the changed fields', async () => {
    const made = await makeKey(instance(), { rateLimit: { perMinute: 70, perHour: null, perDay: null } })
    const name = freshName('Renamed')
    const page = await visit({ path: `/api-keys?for=${made.id}&dialog=edit` })
    const dialog = page.getByRole('dialog', { name: `Edit Permissions - ${made.name}` })
    await dialog.getByLabel('Key Name').fill(name)
    await dialog.getByLabel('Write Users').check()
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.method() === 'PATCH'),
      dialog.getByRole('button', { name: 'Save Changes' }).click(),
    ])
    expect(request.postDataJSON()).toEqual({ name, scopes: ['users:read', 'users:write'] })
    await page.getByText(`${name} saved.`).waitFor()
    await dialog.waitFor({ state: 'detached' })
    expect(await readKey(made.id)).toMatchObject({ name, rateLimit: { perMinute: 70 } })
  })

  test('disabling takes effect at once, and Undo enables the key again', async () => {
    const { url } = instance()
    const made = await makeKey(instance())
    const page = await visit({ path: listOf(made.name) })
    await page.getByRole('button', { name: `Actions for ${made.name}` }).click()
    await page.getByRole('menuitem', { name: 'Disable' }).click()
    await page.getByText(`${made.name} disabled.`).waitFor()
    expect((await callWith(url, made.key)).status).toBe(401)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(`${made.name} enabled.`).waitFor()
    expect((await callWith(url, made.key)).status).toBe(200)
  })

  test('the revoke dialog needs the checkbox, focuses Cancel and warns if the key is in use', async () => {
    const { url } = instance()
    const made = await makeKey(instance())
    expect((await callWith(url, made.key)).status).toBe(200)
    await eventually(async () => (await readKey(made.id)).lastUsedAt).not.toBeNull()
    const page = await visit({ path: `/api-keys?for=${made.id}&dialog=revoke` })
    const dialog = page.getByRole('dialog', { name: 'Revoke API Key?' })
    await dialog.getByText('This key was used 1 time in the last 7 days.').waitFor()
    const cancel = dialog.getByRole('button', { name: 'Cancel' })
    await eventually(() => cancel.evaluate((button) => button === document.activeElement)).toBe(true)
    const button = dialog.getByRole('button', { name: 'Revoke Key' })
    await eventually(() => button.getAttribute('aria-disabled')).toBe('true')
    await button.click({ force: true })
    expect((await callWith(url, made.key)).status).toBe(200)
    await dialog.getByLabel('Yes, revoke this key').check()
    await button.click()
    await page.getByText(`${made.name} revoked.`).waitFor()
    expect((await callWith(url, made.key)).status).toBe(401)
    expect(await readKey(made.id)).toMatchObject({ status: 'revoked' })
  })

  test('a revocation that is not confirmed everywhere says so, and can be sent again', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: `/api-keys?for=${made.id}&dialog=revoke` })
    const detail = 'The change is stored, but not yet confirmed everywhere. Send it again to be sure.'
    await page.route(
      '**/revoke',
      async (route) => {
        await route.fetch()
        return route.fulfill({
          status: 503,
          json: { title: 'Unavailable', status: 503, code: 'not_confirmed', detail },
        })
      },
      { times: 1 },
    )
    const dialog = page.getByRole('dialog', { name: 'Revoke API Key?' })
    await dialog.getByLabel('Yes, revoke this key').check()
    await dialog.getByRole('button', { name: 'Revoke Key' }).click()
    await page.getByText(detail).waitFor()
    await dialog.getByRole('button', { name: 'Revoke Key' }).click()
    await page.getByText(`${made.name} revoked.`).waitFor()
    await dialog.waitFor({ state: 'detached' })
  })

  test('deleting removes the key from the list and returns the focus to the page', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: listOf(made.name) })
    await page.getByRole('button', { name: `Actions for ${made.name}` }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete API key?' })
    await dialog.getByLabel(`Yes, delete ${made.name}`).check()
    await dialog.getByRole('button', { name: 'Delete key' }).click()
    await page.getByText('No results').waitFor()
    await dialog.waitFor({ state: 'detached' })
    await eventually(() => page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
    expect((await callWith(instance().url, made.key)).status).toBe(401)
  })

  test('the menu of a key shows its actions in a useful order', async () => {
    const made = await makeKey(instance(), { recoverable: true })
    const page = await visit({ path: listOf(made.name) })
    await page.getByRole('button', { name: `Actions for ${made.name}` }).click()
    await eventually(() => page.getByRole('menuitem').allInnerTexts()).toEqual([
      'View Details',
      'Show key',
      'Edit Permissions',
      'Regenerate Key',
      'Disable',
      'Revoke Key',
      'View Usage Stats',
      'View in Event Logs',
      'Delete',
    ])
  })

  test('one click shows all permissions of a key with many', async () => {
    const scopes = ['users:read', 'users:write', 'posts:read', 'posts:write', 'analytics:read']
    const made = await makeKey(instance(), { scopes })
    const page = await visit({ path: listOf(made.name) })
    await page.getByRole('link', { name: /^\+4 more/ }).click()
    await page.getByRole('tabpanel', { name: 'Permissions' }).getByText('Read Analytics').waitFor()
    expect(page.url()).toContain(`key=${made.id}`)
  })

  test('the copy button of the list copies the reference, never a key', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: listOf(made.name) })
    await page.getByRole('button', { name: `Copy reference of ${made.name}` }).click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(made.masked.startsWith(copied)).toBe(true)
  })
})

describe('the list', () => {
  test('pages of twenty go forward and back, and a filter starts at the first', async () => {
    const batch = freshName('Batch')
    for (let index = 0; index < 23; index += 1) await makeKey(instance(), { name: `${batch} n${index}` })
    const page = await visit({ path: listOf(batch) })
    const rows = page.getByRole('row').filter({ hasText: batch })
    await rows.first().waitFor()
    await eventually(() => rows.count()).toBe(20)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('Page 2').waitFor()
    await eventually(() => rows.count()).toBe(3)
    await page.reload()
    await eventually(() => rows.count()).toBe(3)
    await page.getByRole('button', { name: 'Previous' }).click()
    await eventually(() => rows.count()).toBe(20)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('Page 2').waitFor()
    await page.getByRole('combobox', { name: 'Status' }).selectOption('active')
    await page.getByText('Page 1').waitFor()
    expect(page.url()).not.toContain('cursor=')
  })

  test('a column header sorts, shows the direction, and Back restores the order', async () => {
    const batch = freshName('Sorted')
    for (const letter of ['b', 'c', 'a']) await makeKey(instance(), { name: `${batch} ${letter}` })
    const page = await visit({ width: 1680, path: listOf(batch) })
    const names = () => page.locator('tbody .name-link').allInnerTexts()
    await eventually(names).toEqual([`${batch} a`, `${batch} c`, `${batch} b`])
    await page.getByRole('button', { name: 'Name' }).click()
    await eventually(names).toEqual([`${batch} c`, `${batch} b`, `${batch} a`])
    await eventually(() => page.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe(
      'descending',
    )
    await page.getByRole('button', { name: 'Name' }).click()
    await eventually(names).toEqual([`${batch} a`, `${batch} b`, `${batch} c`])
    await page.goBack()
    await page.goBack()
    await eventually(names).toEqual([`${batch} a`, `${batch} c`, `${batch} b`])
    await page.getByRole('button', { name: 'Created' }).click()
    await eventually(names).toEqual([`${batch} b`, `${batch} c`, `${batch} a`])
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
      'Select',
      'Name',
      'Key',
      'Permissions',
      'Rate Limit',
      'Last Used',
      'Usage',
      'Created',
      'Actions',
    ])
  })
})
