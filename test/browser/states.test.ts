import { readFile } from 'node:fs/promises'
import type { Page, Route, WebSocketRoute } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible } from './a11y-audit.ts'
import { makeWebhook } from './receiver.ts'
import { callWith, DESKTOP, eventually, freshName, makeKey, PHONE, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

const problem = (status: number, more: Record<string, unknown> = {}) => ({
  status,
  contentType: 'application/problem+json',
  json: { type: 'about:blank', title: 'No', status, code: 'a_code', requestId: 'req-of-the-test', ...more },
})

const isGet = (route: Route) => route.request().method() === 'GET'

/** Shows the page to a person with other scopes. */
async function asRole(page: Page, role: string, scopes: string[]) {
  await page.route('**/api/v1/me', async (route) => {
    const me = await (await route.fetch()).json()
    return route.fulfill({ json: { ...me, role, scopes } })
  })
}

/** Measures the layout shift of the page (the browser's own measure, 0 to 1). */
const watchShifts = (page: Page) =>
  page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push(Number(Reflect.get(entry, 'value')))
    }).observe({ type: 'layout-shift', buffered: true })
  })

const shiftsOf = (page: Page): Promise<number> =>
  page.evaluate(() => Reflect.get(window, 'shifts').reduce((sum: number, one: number) => sum + one, 0))

/** One key in the form of the API, for lists that no test wants to create for real. */
const keyLike = (index: number) => ({
  id: `key_${String(index).padStart(26, '0')}`,
  name: `Key ${index}`,
  description: '',
  environment: 'live',
  status: 'active',
  prefix: 'sk_live_abc',
  masked: 'sk_live_abc...xyz',
  scopes: ['users:read'],
  rateLimit: { perMinute: 60, perHour: null, perDay: null },
  allowedIps: [],
  expiresAt: null,
  consistency: 'edge',
  lastUsedAt: null as string | null,
  usageCount: 1_234_567,
  unused: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'Owner',
  revokedAt: null,
  revokedBy: null,
  metadata: {},
  tags: [],
  ownerId: null,
})

describe.each([
  { path: '/api-keys', ready: 'Page 1' },
  { path: '/webhooks', ready: 'No webhooks configured' },
  { path: '/event-logs', ready: 'Page 1' },
  { path: '/alerts', ready: 'No alerts' },
  { path: '/settings', ready: 'Alert email' },
  { path: '/settings?section=sessions', ready: 'This session' },
])('opening $path', ({ path, ready }) => {
  test.each([
    { name: 'desktop', size: DESKTOP },
    { name: 'phone', size: PHONE },
  ])('moves nothing that is already there on a $name', async ({ size }) => {
    const page = await visit(size)
    await watchShifts(page)
    await page.goto(path)
    await page.getByText(ready).first().waitFor()
    expect(await shiftsOf(page)).toBeLessThan(0.05)
  })
})

describe('a list', () => {
  test('that is empty says so and offers the first action', async () => {
    const page = await visit()
    await page.route('**/api/v1/api-keys?*', (route) =>
      route.fulfill({ json: { data: [], nextCursor: null, total: 0 } }),
    )
    await page.goto('/api-keys')
    await page.getByRole('heading', { name: 'No API keys created' }).waitFor()
    await page.getByRole('button', { name: 'Create API Key' }).last().click()
    await page.getByRole('dialog', { name: 'Create New API Key' }).waitFor()
  })

  test('without a match offers to clear the filters', async () => {
    const page = await visit({ path: '/api-keys?q=no-key-is-called-this&status=revoked' })
    await page.getByRole('heading', { name: 'No results' }).waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.getByRole('row').nth(1).waitFor()
    expect(new URL(page.url()).search).toBe('')
  })

  test('that is slow reserves its space, and nothing moves when it arrives', async () => {
    const page = await visit()
    const release = Promise.withResolvers<void>()
    await page.route('**/api/v1/api-keys?*', async (route) => {
      await release.promise
      const data = Array.from({ length: 20 }, (_, index) => keyLike(index))
      await route.fulfill({ json: { data, nextCursor: null, total: 20 } })
    })
    await watchShifts(page)
    await page.goto('/api-keys')
    await page.getByText('Loading').waitFor({ state: 'attached' })
    release.resolve()
    await page.getByRole('link', { name: 'Key 19', exact: true }).waitFor()
    expect(await shiftsOf(page)).toBeLessThan(0.05)
  })

  test('stays where it is when the first steps turn out to be over, and is shown if that cannot be found out', async () => {
    for (const known of [true, false]) {
      const page = await visit()
      await page.route('**/api/v1/getting-started', async (route) => {
        const steps = await (await route.fetch()).json()
        await new Promise((resolve) => setTimeout(resolve, 500))
        await route.fulfill(known ? { json: { ...steps, complete: true } } : { status: 403, json: {} })
      })
      await watchShifts(page)
      await page.goto('/api-keys')
      await page.getByText('Page 1').first().waitFor()
      expect(await shiftsOf(page)).toBeLessThan(0.05)
    }
  })

  test('that fails shows the request id and a button to try again', async () => {
    const page = await visit()
    let broken = true
    await page.route('**/api/v1/api-keys?*', (route) => (broken ? route.fulfill(problem(500)) : route.fallback()))
    await page.goto('/api-keys')
    await page.getByText('Could not load the data').waitFor()
    await page.getByText('Request req-of-the-test').waitFor()
    broken = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('table', { name: 'API keys in this organization' }).waitFor()
  })

  test.each(['/api-keys', '/event-logs', '/webhooks'])(
    'with an invalid URL links back to the whole list, %s',
    async (path) => {
      const page = await visit({ path: `${path}?cursor=nonsense` })
      await page.getByRole('button', { name: 'Show all' }).click()
      await page.waitForURL((url) => url.search === '')
      await eventually(() => page.getByRole('alert').count()).toBe(0)
    },
  )

  test('that is refused says which permission is missing', async () => {
    const page = await visit()
    await page.route('**/api/v1/api-keys*', (route) =>
      isGet(route) ? route.fulfill(problem(403, { detail: 'api-keys:read is missing' })) : route.fallback(),
    )
    await page.goto('/api-keys')
    await page.getByRole('heading', { name: 'You do not have access' }).waitFor()
    await page.getByText('api-keys:read is missing').waitFor()
  })

  test('without a connection says so, and continues automatically', async () => {
    const page = await visit({ path: '/settings?section=sessions' })
    await page.getByText('This session').waitFor()
    await page.context().setOffline(true)
    await page.getByText('You are offline. This page may be out of date.').waitFor()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'API Keys' }).click()
    await page.getByRole('heading', { name: 'You are offline' }).waitFor()
    await page.context().setOffline(false)
    await page.getByRole('row').nth(1).waitFor()
  })

  test.each([
    { name: 'desktop', size: DESKTOP, rows: 'row' },
    { name: 'phone', size: PHONE, rows: 'listitem' },
  ] as const)('of a full page with long names stays inside the window on a $name', async ({ size, rows }) => {
    const page = await visit(size)
    const monster = 'Averyveryverylongnamewithoutanyspaceinit'.repeat(2).slice(0, 100)
    await page.route('**/api/v1/api-keys?*', (route) => {
      const scopes = ['users:read', 'a-module-with-a-long-name-of-forty-letters:write', 'posts:read']
      const data = Array.from({ length: 100 }, (_, index) => ({
        ...keyLike(index),
        name: `${monster}${index}`,
        scopes,
      }))
      return route.fulfill({ json: { data, nextCursor: 'abc', total: 123_456 } })
    })
    await page.goto('/api-keys')
    await page.getByText('123,456 keys').waitFor()
    await eventually(() => page.getByRole(rows).count()).toBeGreaterThanOrEqual(100)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    )
  })

  test('warns about a key that was unused for a month', async () => {
    const page = await visit()
    const lastUsedAt = new Date(Date.now() - 40 * 86_400_000).toISOString()
    await page.route('**/api/v1/api-keys?*', (route) =>
      route.fulfill({ json: { data: [{ ...keyLike(1), lastUsedAt, unused: true }, keyLike(2)], nextCursor: null } }),
    )
    await page.goto('/api-keys')
    const old = page.getByRole('row').filter({ hasText: 'Key 1' })
    await old.getByText('last month').waitFor()
    await old.getByText('Not used for a long time').waitFor({ state: 'attached' })
    await page.getByRole('row').filter({ hasText: 'Key 2' }).getByText('Never used').waitFor()
  })
})

describe('a change', () => {
  test('that fails stays visible with its request id until it is dismissed', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: `/api-keys?q=${made.name.split(' ').at(-1)}` })
    await page.route('**/disable', (route) => route.fulfill(problem(500)))
    await page.getByRole('button', { name: `Actions for ${made.name}` }).click()
    await page.getByRole('menuitem', { name: 'Disable' }).click()
    const toast = page.getByRole('region', { name: 'Notifications' })
    await toast.getByText('Request req-of-the-test').waitFor()
    await toast.getByRole('button', { name: 'Dismiss' }).click()
    await toast.getByText('Request req-of-the-test').waitFor({ state: 'detached' })
  })

  test('whose session has ended opens the sign-in and then returns', async () => {
    const page = await visit({ path: '/settings?section=sessions' })
    await page.getByText('This session').waitFor()
    await page.route('**/api/v1/api-keys?*', (route) => route.fulfill(problem(401)))
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'API Keys' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })
})

describe('a role', () => {
  test('with read-only rights shows no other actions', async () => {
    const made = await makeKey(instance())
    const page = await visit()
    await asRole(page, 'viewer', ['api-keys:read', 'logs:read'])
    await page.goto(`/api-keys?q=${made.name.split(' ').at(-1)}`)
    await page.getByText('Your role can view API keys but not change them.').waitFor()
    expect(await page.getByRole('button', { name: 'Create API Key' }).count()).toBe(0)
    await page.getByRole('button', { name: `Actions for ${made.name}` }).click()
    await eventually(() => page.getByRole('menuitem').allInnerTexts()).toEqual([
      'View Details',
      'View Usage Stats',
      'View in Event Logs',
    ])
    await page.goto(`/api-keys?key=${made.id}&dialog=revoke`)
    await page.getByRole('heading', { name: made.name, level: 1 }).waitFor()
    await page.getByText('Requests by outcome').first().waitFor()
    expect(await page.getByRole('button', { name: 'Revoke Key' }).count()).toBe(0)
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  test('without the scope of a page shows which scope it needs', async () => {
    const page = await visit()
    await asRole(page, 'viewer', ['api-keys:read'])
    await page.goto('/event-logs')
    await page.getByText('Missing scope: logs:read').waitFor()
  })
})

describe('the log', () => {
  const entry = (index: number) => ({
    id: `log_${String(index).padStart(26, '0')}`,
    time: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
    type: 'api_call',
    keyId: null,
    keyName: null,
    webhookId: null,
    webhookName: null,
    appName: null,
    appId: null,
    endpoint: `/api/v1/thing/${index}`,
    method: 'GET',
    status: 200,
    durationMs: 3,
    ip: '203.0.113.7',
    country: null,
    userAgent: null,
    requestId: `req-${index}`,
    outcome: 'ok',
    reason: null,
    environment: 'live',
  })

  /** A log that grows on request, newest first. */
  async function growingLog(page: Page, start: number) {
    let newest = start
    const sockets: WebSocketRoute[] = []
    await page.routeWebSocket(/\/event-logs\/stream/, (socket) => {
      sockets.push(socket)
    })
    await page.route(/\/api\/v1\/event-logs(\?|$)/, (route) => {
      const data = Array.from({ length: 50 }, (_, index) => entry(newest - index))
      return route.fulfill({ json: { data, nextCursor: 'older' } })
    })
    return {
      sockets,
      /** Up to and including this one. The stream sends each twice: a repeated message changes nothing. */
      grow(to: number) {
        const entries = Array.from({ length: to - newest }, (_, index) => entry(newest + 1 + index))
        newest = to
        const message = JSON.stringify({ kind: 'entries', entries, skipped: 0 })
        for (const socket of sockets) for (const _ of [1, 2]) socket.send(message)
      },
    }
  }

  test('shows new entries on top, does not move while somebody reads, and says how many are new', async () => {
    const page = await visit()
    const log = await growingLog(page, 1000)
    await page.goto('/event-logs')
    await page.getByText('/api/v1/thing/1000', { exact: true }).waitFor()
    log.grow(1001)
    await page.getByText('/api/v1/thing/1001', { exact: true }).waitFor()

    await page.evaluate(() => scrollTo(0, 600))
    // The page must notice the scroll before the next entries arrive.
    await page.waitForFunction(() => scrollY > 500)
    log.grow(1004)
    await page.getByRole('button', { name: 'Show 3 new entries' }).waitFor()
    expect(await page.getByText('/api/v1/thing/1004', { exact: true }).count()).toBe(0)
    await page.getByRole('button', { name: 'Show 3 new entries' }).click()
    await page.getByText('/api/v1/thing/1004', { exact: true }).waitFor()
    await page.waitForFunction(() => scrollY === 0)
  })

  test('shows new entries while a slow answer is pending', async () => {
    const page = await visit()
    const log = await growingLog(page, 4000)
    const slow: Route[] = []
    await page.route(/\/api\/v1\/event-logs(\?|$)/, (route) => slow.push(route), { times: 1 })
    await page.goto('/event-logs')
    await eventually(() => [slow.length, log.sockets.length]).toEqual([1, 1])
    log.grow(4001)
    const before = Array.from({ length: 50 }, (_, index) => entry(4000 - index))
    await slow[0]?.fulfill({ json: { data: before, nextCursor: 'older' } })
    await page.getByText('/api/v1/thing/4000', { exact: true }).waitFor()
    await page.getByText('/api/v1/thing/4001', { exact: true }).waitFor()
  })

  test('keeps its content if a refresh fails, says so, and continues', async () => {
    const page = await visit()
    const log = await growingLog(page, 3000)
    await page.goto('/event-logs')
    await page.getByText('/api/v1/thing/3000', { exact: true }).waitFor()
    await page.route(/\/api\/v1\/event-logs(\?|$)/, (route) => route.fulfill(problem(503)), { times: 2 })
    // The stream breaks off; missed entries are requested as soon as it is open again.
    await log.sockets[0]?.close()
    await page.getByText('Reconnecting').waitFor()
    expect(await page.getByText('/api/v1/thing/3000', { exact: true }).isVisible()).toBe(true)
    log.grow(3001)
    await page.getByText('/api/v1/thing/3001', { exact: true }).waitFor()
    await page.getByText('Live', { exact: true }).waitFor()
  })

  test('can be paused and resumed', async () => {
    const page = await visit()
    const log = await growingLog(page, 2000)
    await page.goto('/event-logs')
    await page.getByText('/api/v1/thing/2000', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Pause live updates' }).click()
    log.grow(2001)
    let asked = 0
    page.on('request', (request) => {
      if (request.url().includes('/event-logs?') || request.url().endsWith('/event-logs')) asked += 1
    })
    // Longer than several refreshes, to prove that time alone changes nothing.
    await page.waitForTimeout(1500)
    expect(asked).toBeLessThanOrEqual(1)
    await page.getByRole('button', { name: 'Show 1 new entry' }).waitFor()
    expect(await page.getByText('/api/v1/thing/2001', { exact: true }).count()).toBe(0)
    await page.getByRole('button', { name: 'Resume live updates' }).click()
    await page.getByText('/api/v1/thing/2001', { exact: true }).waitFor()
  })

  test('sends the filters, keeps them in the URL and restores them with Back', async () => {
    const { url } = instance()
    const made = await makeKey(instance(), { name: freshName('Filtered') })
    const hook = await makeWebhook(instance(), { name: freshName('Filtered'), url: 'http://127.0.0.1:9/hook' })
    await callWith(url, made.key)
    await callWith(url, made.key, '/api/v1/api-keys')
    const page = await visit({ path: `/event-logs?key=${made.id}` })
    const rows = page.getByRole('table', { name: /^Event log/ }).locator('tbody tr')
    await eventually(() => rows.count()).toBeGreaterThanOrEqual(1)
    await page.getByRole('combobox', { name: 'Status' }).selectOption('failed')
    await page.waitForURL(/status=failed/)
    await eventually(() => rows.allInnerTexts()).toSatisfy(
      (texts: string[]) => texts.length === 1 && /403/.test(texts[0] ?? ''),
    )
    await page.goBack()
    await eventually(() => page.getByRole('combobox', { name: 'Status' }).inputValue()).toBe('')
    await page.getByRole('combobox', { name: 'Date range' }).selectOption('custom')
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.url().includes('from=')),
      page.getByLabel('From', { exact: true }).fill('2026-01-02T03:04'),
    ])
    const local = await page.evaluate(() => new Date('2026-01-02T03:04').toISOString())
    expect(new URL(request.url()).searchParams.get('from')).toBe(local)
    await page.getByRole('combobox', { name: 'More' }).selectOption('Webhook')
    const [combined] = await Promise.all([
      page.waitForRequest((one) => one.url().includes('webhookId=')),
      page.getByRole('combobox', { name: 'Webhook' }).selectOption(hook.id),
    ])
    const asked = new URL(combined.url()).searchParams
    expect([asked.get('webhookId'), asked.get('keyId'), asked.get('from')]).toEqual([hook.id, made.id, local])
    await page.reload()
    await eventually(() => page.getByRole('combobox', { name: 'Webhook' }).inputValue()).toBe(hook.id)
    await page.getByRole('button', { name: 'Clear filters' }).first().click()
    await page.waitForURL(/event-logs$/)
  })

  test('is exported with its filters, in both formats, and an export can be canceled', async () => {
    const made = await makeKey(instance(), { name: freshName('Exported') })
    for (const _ of [1, 2, 3]) await callWith(instance().url, made.key)
    const page = await visit({ path: `/event-logs?key=${made.id}` })
    const rows = page.getByRole('table', { name: /^Event log/ }).locator('tbody tr')
    await eventually(() => rows.count()).toBe(3)
    const exported = async (format: string) => {
      await page.getByRole('button', { name: 'Export Logs' }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: format }).click(),
      ])
      await page.getByText('3 entries exported.').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      return readFile(await download.path(), 'utf8')
    }
    const csv = (await exported('As CSV')).split('\r\n')
    expect(csv[0]).toContain('Date/Time,Event Type,API Key,Endpoint,Method,Status,Response Time,IP')
    expect(csv.slice(1, 4).every((line) => line.includes(`,API call,${made.name},/api/v1/me,GET,200,`))).toBe(true)
    const lines = (await exported('As JSON lines')).trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line).keyId)).toEqual([made.id, made.id, made.id])

    await page.route('**/event-logs/export*', () => {})
    await page.getByRole('button', { name: 'Export Logs' }).click()
    const given = page.waitForEvent('requestfailed', (request) => request.url().includes('/export'))
    await page.getByRole('menuitem', { name: 'As CSV' }).click()
    await page.getByText('0 entries so far').waitFor()
    await expectAccessible(page, 'export')
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await given
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('opens an entry by its URL, and Back closes it', async () => {
    const page = await visit({ path: '/event-logs?path=sign-in' })
    await page
      .getByRole('link', { name: /^View details of/ })
      .first()
      .click()
    const dialog = page.getByRole('complementary', { name: 'Event Details' })
    await dialog.getByText('Request ID').waitFor()
    const address = page.url()
    expect(address).toContain('log=log_')
    await page.goBack()
    await dialog.waitFor({ state: 'detached' })
    await page.goto(address)
    await dialog.getByText('Request ID').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(page.url()).not.toContain('log=')
  })
})
