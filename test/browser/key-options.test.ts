import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible } from './a11y-audit.ts'
import { callWith, closeNewKey, eventually, freshName, type MadeKey, makeKey, shownKey, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

const read = async (path: string) => (await callWith(instance().url, instance().apiKey, `/api/v1${path}`)).json()
const readKey = (id: string) => read(`/api-keys/${id}`)
const findKey = async (name: string) => (await read(`/api-keys?q=${encodeURIComponent(name)}`)).data[0]

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Create New API Key' })

/** Opens the dialog on the list page, and enters the name of the key. */
async function beginKey(page: Page): Promise<string> {
  const name = freshName('Option')
  await page.getByRole('button', { name: 'Create API Key' }).first().click()
  await dialogOf(page).getByLabel('Key Name').fill(name)
  return name
}

/** Creates the key, and returns it in the form of the API. */
async function generated(page: Page, name: string) {
  await page.getByRole('button', { name: 'Generate API Key' }).click()
  const secret = await shownKey(page)
  await closeNewKey(page)
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return { ...(await findKey(name)), secret }
}

async function saved(page: Page, made: { id: string }) {
  await page.getByRole('button', { name: 'Save Changes' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return readKey(made.id)
}

type Group = { group: string; scopes: { scope: string }[] }

const allScopes = async () => {
  const { groups }: { groups: Group[] } = await read('/scopes')
  return { groups, every: groups.flatMap((group) => group.scopes.map((one) => one.scope)) }
}

/** The date about so many days from now. */
const inDays = (days: number) =>
  expect.toSatisfy(
    (at: string) => Math.abs(Date.parse(at) - Date.now() - days * 86_400_000) < 60_000,
    `in ${days} days`,
  )

describe('permissions, limits and expiry of a key', () => {
  test('all scopes of a group but one, limits by the slider from minimum to maximum, no expiry', async () => {
    const { groups, every } = await allScopes()
    const page = await visit({ path: '/api-keys' })
    const name = await beginKey(page)
    const dialog = dialogOf(page)
    const whole = groups.filter((group) => group.scopes.length > 1)
    for (const { group } of whole) await dialog.getByLabel(`${group}: All ${group} permissions`).check()
    await dialog.getByLabel('Read Analytics').check()
    await dialog.getByLabel('Delete Users').uncheck()
    const wanted = every.filter((scope) => scope !== '*' && scope !== 'users:delete').sort()
    await dialog.getByText(`${wanted.length} selected`).waitFor()
    await dialog.getByLabel('Requests per minute, slider').fill('10')
    await dialog.getByLabel('Requests per hour, slider').fill('10000')
    await dialog.getByLabel('Requests per day', { exact: true }).uncheck()
    await dialog.getByRole('group', { name: 'Expiration' }).getByLabel('Never').check()
    const made = await generated(page, name)
    expect([...made.scopes].sort()).toEqual(wanted)
    expect(made).toMatchObject({ rateLimit: { perMinute: 10, perHour: 10_000, perDay: null }, expiresAt: null })
  })

  test('read-only scopes, limits typed beyond the slider, 7 days', async () => {
    const { every } = await allScopes()
    const page = await visit({ path: '/api-keys' })
    const name = await beginKey(page)
    const dialog = dialogOf(page)
    await dialog.getByRole('button', { name: 'Read only' }).click()
    await dialog.getByLabel('Requests per minute, value').fill('7')
    await dialog.getByLabel('Requests per hour, value').fill('123456')
    await dialog.getByLabel('Requests per day, value').fill('1000000000')
    await dialog.getByLabel('7 days').check()
    const made = await generated(page, name)
    expect([...made.scopes].sort()).toEqual(every.filter((scope) => scope.endsWith(':read')).sort())
    expect(made).toMatchObject({
      rateLimit: { perMinute: 7, perHour: 123_456, perDay: 1_000_000_000 },
      expiresAt: inDays(7),
    })
  })

  test('full access after the other scopes were cleared, no limits, 30 days', async () => {
    const page = await visit({ path: '/api-keys' })
    const name = await beginKey(page)
    const dialog = dialogOf(page)
    await dialog.getByRole('button', { name: 'Read only' }).click()
    await dialog.getByRole('button', { name: 'Clear', exact: true }).click()
    await dialog.getByText('0 selected').waitFor()
    await dialog.getByRole('button', { name: 'Full access' }).click()
    for (const one of ['minute', 'hour', 'day']) {
      await dialog.getByLabel(`Requests per ${one}`, { exact: true }).uncheck()
    }
    await dialog.getByLabel('30 days').check()
    expect(await generated(page, name)).toMatchObject({
      scopes: ['*'],
      rateLimit: { perMinute: null, perHour: null, perDay: null },
      expiresAt: inDays(30),
    })
  })

  test('allowed addresses of each form admit only these; expiry of 1 year, changed to a day, and to never', async () => {
    const page = await visit({ path: '/api-keys' })
    const name = await beginKey(page)
    const dialog = dialogOf(page)
    await dialog.getByLabel('Read Users').check()
    await dialog.getByText('Advanced options').click()
    await dialog.getByLabel('Allowed IP addresses').fill('203.0.113.7\n198.51.100.0/24, 2001:db8::7\n2001:db8:1::/48')
    await dialog.getByLabel('1 year').check()
    const made = await generated(page, name)
    expect(made).toMatchObject({
      allowedIps: ['203.0.113.7', '198.51.100.0/24', '2001:db8::7', '2001:db8:1::/48'],
      expiresAt: inDays(365),
    })
    const from = async (ip: string) => {
      const headers = { authorization: `Bearer ${made.secret}`, 'cf-connecting-ip': ip }
      return (await fetch(`${instance().url}/api/v1/me`, { headers })).status
    }
    for (const ip of ['203.0.113.7', '198.51.100.200', '2001:db8::7', '2001:db8:1:2::3'])
      expect(await from(ip)).toBe(200)
    for (const ip of ['203.0.113.8', '198.51.101.1', '2001:db8::8', '2001:db8:2::1']) expect(await from(ip)).toBe(403)

    await page.goto(`/api-keys?key=${made.id}&dialog=edit`)
    await page.getByLabel('Allowed IP addresses').fill('')
    await page.getByLabel('Description').fill('Anywhere')
    await page.getByLabel('Last day').fill('2031-02-03')
    const end = await page.evaluate(() => new Date('2031-02-03T23:59:59.999').toISOString())
    expect(await saved(page, made)).toMatchObject({ allowedIps: [], description: 'Anywhere', expiresAt: end })
    expect(await from('203.0.113.8')).toBe(200)
    await page.goto(`/api-keys?key=${made.id}&dialog=edit`)
    await page.getByRole('group', { name: 'Expiration' }).getByLabel('Never').check()
    expect((await saved(page, made)).expiresAt).toBeNull()
  })
})

describe('the advanced part of a key', () => {
  test('every field is saved, shown in the details, and can be changed', async () => {
    const page = await visit({ path: '/api-keys' })
    const name = await beginKey(page)
    const dialog = dialogOf(page)
    await dialog.getByLabel('Read Users').check()
    await dialog.getByText('Advanced options').click()
    await dialog.getByLabel('Rotate on a schedule').check()
    // Nobody could ever see the new secret of a key that is not recoverable.
    await eventually(() => dialog.getByLabel('Rotate automatically').isDisabled()).toBe(true)
    await dialog.getByText('Requires “Allow this key to be shown again”').waitFor()
    await dialog.getByLabel('Allow this key to be shown again').check()
    await dialog.getByLabel('Rotate automatically').check()
    await dialog.getByLabel('Days between rotations').fill('30')
    await dialog.getByLabel('Grace period').selectOption('7 days')
    await dialog.getByLabel('Remaining credits', { exact: true }).check()
    await dialog.getByLabel('Remaining credits, value').fill('500')
    await dialog.getByLabel('Refill', { exact: true }).selectOption('Every Monday')
    await dialog.getByLabel('Refill to').fill('600')
    await dialog.getByLabel('Strict (exact)').check()
    const tags = dialog.getByRole('textbox', { name: 'Tags' })
    await tags.fill('mobile')
    await tags.press('Enter')
    await tags.pressSequentially('eu,beta,eu,')
    await tags.fill('left in the field')
    await dialog.getByLabel('Owner').fill('customer-7')
    await dialog.getByLabel('Metadata').fill('{ "plan": "pro", "seats": 3 }')
    await dialog.getByText('24 of 4,096 bytes').waitFor()
    const made = await generated(page, name)
    expect(made).toMatchObject({
      recoverable: true,
      rotation: { everyDays: 30, automatic: true, graceSeconds: 604_800 },
      credits: { remaining: 500, refill: { amount: 600, interval: 'week' } },
      consistency: 'strict',
      tags: ['mobile', 'eu', 'beta', 'left in the field'],
      ownerId: 'customer-7',
      metadata: { plan: 'pro', seats: 3 },
    })
    await page.getByRole('row').filter({ hasText: name }).getByText('mobile, eu, beta').waitFor()

    await page.goto(`/api-keys?key=${made.id}`)
    const details = page.getByRole('complementary', { name: 'Key at a glance' })
    await details.getByText(/^500 credits left. Refilled to 600 every week, next on /).waitFor()
    await details
      .getByText(/^Rotates automatically every 30 days. The old key keeps working for 7 days. Next on /)
      .waitFor()
    await details.getByRole('button', { name: 'Copy owner' }).click()
    await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toBe('customer-7')
    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Copy metadata' }).click()
    await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toBe(
      JSON.stringify(made.metadata, null, 2),
    )

    await page.getByRole('button', { name: `Actions for ${name}` }).click()
    await page.getByRole('menuitem', { name: 'Edit Permissions' }).click()
    const edit = page.getByRole('dialog', { name: `Edit Permissions - ${name}` })
    await edit.getByLabel('Remind me').check()
    await edit.getByLabel('Refill', { exact: true }).selectOption('Never')
    await edit.getByLabel('Edge (fast)').check()
    await edit.getByRole('button', { name: 'Remove tag eu' }).click()
    await edit.getByRole('textbox', { name: 'Tags' }).press('Backspace')
    await edit.getByLabel('Owner').fill('')
    await edit.getByLabel('Metadata').fill('')
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.method() === 'PATCH'),
      edit.getByRole('button', { name: 'Save Changes' }).click(),
    ])
    // Not the remaining credits: that would give back what others use meanwhile.
    expect(request.postDataJSON().credits).toEqual({ refill: null })
    await edit.waitFor({ state: 'detached' })
    expect(await readKey(made.id)).toMatchObject({
      rotation: { everyDays: 30, automatic: false },
      credits: { remaining: 500, refill: null },
      consistency: 'edge',
      tags: ['mobile', 'beta'],
      ownerId: null,
      metadata: {},
    })
  })

  test('credits can refill each hour, day, week or month, and be turned off; so can a rotation schedule', async () => {
    const made = await makeKey(instance())
    const page = await visit()
    const open = async () => {
      await page.goto(`/api-keys?key=${made.id}&dialog=edit`)
      await page.getByLabel('Key Name').waitFor()
    }
    await open()
    await page.getByText('Advanced options').click()
    await page.getByLabel('Remaining credits', { exact: true }).check()
    await page.getByLabel('Remaining credits, value').fill('0')
    await page.getByLabel('Rotate on a schedule').check()
    await page.getByText('This key cannot be shown again').waitFor()
    await page.getByLabel('Days between rotations').fill('1')
    expect((await callWith(instance().url, made.key)).status).toBe(200)
    expect(await saved(page, made)).toMatchObject({
      credits: { remaining: 0, refill: null, refillsAt: null },
      rotation: { everyDays: 1, automatic: false },
    })
    expect((await callWith(instance().url, made.key)).status).toBe(429)
    for (const [choice, interval] of [
      ['Every hour', 'hour'],
      ['Every day', 'day'],
      ['Every month', 'month'],
    ] as const) {
      await open()
      await page.getByLabel('Refill', { exact: true }).selectOption(choice)
      await page.getByLabel('Refill to').fill('25')
      expect((await saved(page, made)).credits).toMatchObject({ refill: { amount: 25, interval } })
    }
    await open()
    await page.getByLabel('Remaining credits', { exact: true }).uncheck()
    await page.getByLabel('Rotate on a schedule').uncheck()
    expect(await saved(page, made)).toMatchObject({ credits: null, rotation: null, rotationDueAt: null })
    expect((await callWith(instance().url, made.key)).status).toBe(200)
  })

  test('mistakes are shown while typing, and nothing is sent', async () => {
    const page = await visit({ path: '/api-keys' })
    await beginKey(page)
    const dialog = dialogOf(page)
    await dialog.getByLabel('Read Users').check()
    await dialog.getByText('Advanced options').click()
    const metadata = dialog.getByLabel('Metadata')
    for (const [text, message] of [
      ['{\n "a": 1\n "b": 2 }', 'Missing comma or closing bracket at line 3, character 2.'],
      ['[1]', 'Enter a JSON object: { "name": value }.'],
      [`{"a":"${'x'.repeat(4089)}"}`, 'The metadata is 1 byte too large.'],
    ] as const) {
      await metadata.fill(text)
      await dialog.getByText(message).waitFor()
    }
    await dialog.getByLabel('Remaining credits', { exact: true }).check()
    await dialog.getByLabel('Remaining credits, value').fill('many')
    await dialog.getByLabel('Rotate on a schedule').check()
    await dialog.getByLabel('Days between rotations').fill('731')
    await dialog.getByText('Advanced options').click()
    let sent = 0
    page.on('request', (request) => {
      if (request.method() === 'POST') sent += 1
    })
    await dialog.getByRole('button', { name: 'Generate API Key' }).click()
    await dialog.getByText('Enter a whole number of days from 1 to 730.').waitFor()
    await dialog.getByText('Enter a whole number up to 1,000,000,000.').waitFor()
    const first = dialog.getByLabel('Days between rotations')
    await eventually(() => first.evaluate((field) => field === document.activeElement)).toBe(true)
    expect(sent).toBe(0)
  })

  test('capture of headers and bodies can be set, and the log shows them', async () => {
    const made = await makeKey(instance(), { name: freshName('Captured'), scopes: ['api-keys:verify', 'logs:read'] })
    const page = await visit({ path: `/api-keys?key=${made.id}&dialog=edit` })
    await page.getByText('Advanced options').click()
    await page.getByRole('group', { name: 'Capture headers and bodies' }).getByLabel('Always').check()
    expect(await saved(page, made)).toMatchObject({ captureBodies: true })
    await page.goto(`/api-keys?key=${made.id}&dialog=edit`)
    // Fields with values are not collapsed.
    await page.getByRole('group', { name: 'Capture headers and bodies' }).getByLabel('Always').waitFor()

    const { url } = instance()
    await fetch(`${url}/api/v1/api-keys/verify`, {
      method: 'POST',
      headers: { authorization: `Bearer ${made.key}`, 'content-type': 'application/json', 'x-trace': 'blue' },
      body: JSON.stringify({ key: made.key, ip: '203.0.113.9' }),
    })
    const open = async (name: string) => {
      await page.getByRole('link', { name }).first().click()
      return page.getByRole('complementary', { name: 'Event Details' })
    }
    await page.goto(`/event-logs?key=${made.id}&type=auth`)
    const dialog = await open('View details of POST /api/v1/api-keys/verify')
    await dialog.getByText('"valid": true').waitFor()
    expect(await dialog.textContent()).not.toContain(made.key.slice(20))
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await dialog.getByRole('button', { name: 'Copy body' }).click()
    await eventually(async () => JSON.parse(await copied()).code).toBe('ok')
    await dialog.getByRole('tab', { name: 'Request' }).click()
    await dialog.getByText('"ip": "203.0.113.9"').waitFor()
    await dialog.getByText('Headers', { exact: false }).click()
    await dialog.getByText('x-trace: blue').waitFor()
    expect(await dialog.textContent()).not.toContain(made.key.slice(20))
    await expectAccessible(page, 'headers and bodies')
    await dialog.getByRole('button', { name: 'Copy request' }).click()
    await eventually(async () => JSON.parse(await copied()).body).toBe('{"key":"[redacted]","ip":"203.0.113.9"}')
    await dialog.getByRole('button', { name: 'Copy as cURL' }).click()
    await eventually(copied).toContain('Bearer <your API key>')
    expect(await copied()).not.toContain(made.key.slice(20))
    expect(await copied()).toContain("-H 'x-trace: blue'")
    await dialog.getByRole('button', { name: 'Copy JSON' }).click()
    await eventually(async () => JSON.parse(await copied()).response?.headers['content-type']).toBe('application/json')

    await page.goto('/event-logs?type=auth&path=sign-in')
    const signIn = await open('View details of POST /api/auth/sign-in/email')
    await signIn.getByRole('tab', { name: 'Response' }).click()
    await signIn.getByText('Sign-ins are never captured.').waitFor()
    const other = await makeKey(instance(), { name: freshName('Not captured'), scopes: ['users:read'] })
    await callWith(url, other.key, '/api/v1/me')
    await page.goto(`/event-logs?key=${other.id}`)
    const empty = await open('View details of GET /api/v1/me')
    await empty.getByRole('tab', { name: 'Request' }).click()
    await empty.getByRole('link', { name: 'Turn on capture in the settings' }).click()
    await page.getByRole('switch', { name: 'Capture headers and bodies of calls' }).waitFor()
  })
})

describe('revoking a key in use', () => {
  test.each(['revoke', 'delete'])(
    'the dialog to %s it says how often it was used recently, and warns',
    async (dialog) => {
      const made = await usedKey()
      const page = await visit({ path: `/api-keys?key=${made.id}&dialog=${dialog}` })
      await page.getByText('This key was used 3 times in the last 7 days.').waitFor()
      await page.getByText('Apps that use it will stop working immediately.').waitFor()
    },
  )

  test('an unused key is revoked without the warning', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: `/api-keys?key=${made.id}&dialog=delete` })
    await page.getByText('To keep a record of the key, revoke it instead.').waitFor()
    expect(await page.getByText('in the last 7 days').count()).toBe(0)
  })
})

/** A key with three calls, which are in the log when this resolves. */
async function usedKey(): Promise<MadeKey> {
  const made = await makeKey(instance())
  for (let call = 0; call < 3; call += 1) await callWith(instance().url, made.key)
  await eventually(async () => (await readKey(made.id)).usageCount).toBe(3)
  return made
}
