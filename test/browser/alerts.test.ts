import type { Page, WebSocketRoute } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { signReport } from '../support/sign-report.ts'
import { expectAccessible } from './a11y-audit.ts'
import { alertLike, ONE_OF_EACH, withAlerts } from './fake-alerts.ts'
import { callWith, closeNewKey, eventually, freshName, makeKey, PHONE, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

const titles = (page: Page) =>
  page
    .getByRole('table', { name: /^Alerts/ })
    .locator('.name-link')
    .allInnerTexts()

const details = (page: Page, title: string) => page.getByRole('complementary', { name: title })

/** Opens the details of an alert by its row. */
async function openAlert(page: Page, title: string) {
  await page.getByRole('row').filter({ hasText: title }).locator('time').click()
  const drawer = details(page, title)
  await drawer.waitFor()
  return drawer
}

describe('the alerts', () => {
  test('show each kind in plain words, how often and when it happened, with a link to the key', async () => {
    const made = await makeKey(instance())
    const alerts = ONE_OF_EACH()
    for (const alert of alerts) alert.target.id = made.id
    const page = await visit()
    await withAlerts(page, alerts)
    await page.goto('/api-keys')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Alerts 6 open' }).click()
    await eventually(() => titles(page)).toEqual([
      'Mobile App was leaked',
      'Billing could not be rotated',
      'Dashboard is due for rotation',
      'A partner expires soon',
      'Nightly import was rotated',
      'Old test is unused',
    ])
    const rows = page.getByRole('table', { name: /^Alerts/ }).getByRole('row')
    await rows.nth(1).getByText('Critical').waitFor()
    await rows.nth(1).getByText('Reported by a scanner. Anyone who saw the key').waitFor()
    await rows.nth(3).getByText('This key has not changed since 17 Aug 2026.').waitFor()
    await rows.nth(6).getByText('This key was never used.').waitFor()
    const leaked = await openAlert(page, 'Mobile App was leaked')
    await leaked.getByText('Reported by a scanner. Anyone who saw the key').waitFor()
    const found = leaked.getByRole('link', { name: 'https://code.example/acme/app#L3' })
    await eventually(() => found.getAttribute('rel')).toContain('noreferrer')
    await expectAccessible(page, 'details of an alert')
    await page.keyboard.press('j')
    await details(page, 'Billing could not be rotated').waitFor()
    await page.getByRole('button', { name: 'Next' }).click()
    const due = details(page, 'Dashboard is due for rotation')
    await due.getByText('4 times, first 8 hours ago, last 3 hours ago').waitFor()
    await page.reload()
    await due.waitFor()
    await page.keyboard.press('Escape')
    await due.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'View key: Mobile App' }).click()
    await page.getByRole('heading', { name: made.name, level: 1 }).waitFor()
  })

  test('are resolved one by one or together, and each can be reopened', async () => {
    const page = await visit()
    await withAlerts(page, ONE_OF_EACH())
    await page.goto('/alerts')
    await page.getByRole('button', { name: 'Resolve: Mobile App was leaked' }).click()
    await page.getByText('Alert resolved.').waitFor()
    await eventually(async () => (await titles(page)).length).toBe(5)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Alerts 5 open' }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Alert reopened.').waitFor()
    await eventually(async () => (await titles(page)).length).toBe(6)

    // The details stay open beside the list that an alert has left, and offer the way back.
    const unused = await openAlert(page, 'Old test is unused')
    await unused.getByRole('button', { name: 'Resolve: Old test is unused' }).click()
    await eventually(async () => (await titles(page)).length).toBe(5)
    await unused.getByRole('button', { name: 'Reopen: Old test is unused' }).click()
    await eventually(async () => (await titles(page)).length).toBe(6)
    await page.keyboard.press('Escape')
    await unused.waitFor({ state: 'detached' })

    await page.getByLabel('Select all on this page').check()
    await page.getByLabel('Select: Old test is unused').uncheck()
    const bar = page.getByRole('region', { name: 'Selected alerts' })
    await bar.getByText('5 alerts selected').waitFor()
    await expectAccessible(page, 'alerts with some selected')
    await bar.getByRole('button', { name: 'Resolve' }).click()
    await page.getByText('5 alerts resolved.').waitFor()
    await eventually(() => titles(page)).toEqual(['Old test is unused'])
    await page.getByRole('tab', { name: 'Resolved' }).click()
    const resolved = await openAlert(page, 'Billing could not be rotated')
    await resolved.getByText(/resolved by Ada/).waitFor()
    await page.keyboard.press('Escape')
    await resolved.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /^Reopen: Dashboard/ }).click()
    await eventually(async () => (await titles(page)).length).toBe(4)
  })

  test('are listed by status and filtered by kind and severity; the URL keeps the filters and Back restores them', async () => {
    const page = await visit()
    await withAlerts(page, [...ONE_OF_EACH(), alertLike(7, 'key_leaked', 'Old leak', { status: 'resolved' })])
    await page.goto('/alerts')
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('Leaked keys')
    await eventually(() => titles(page)).toEqual(['Mobile App was leaked'])
    expect(new URL(page.url()).search).toBe('?kind=key_leaked')
    await page.reload()
    await eventually(() => titles(page)).toEqual(['Mobile App was leaked'])
    await page.getByRole('tab', { name: 'Resolved' }).click()
    await eventually(() => titles(page)).toEqual(['Old leak was leaked'])
    expect(new URL(page.url()).search).toBe('?tab=resolved')
    await page.goBack()
    await eventually(() => titles(page)).toEqual(['Mobile App was leaked'])
    await page.goBack()
    await eventually(async () => (await titles(page)).length).toBe(6)
    await page.getByRole('combobox', { name: 'Severity' }).selectOption('Info')
    await eventually(async () => (await titles(page)).length).toBe(2)
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('Expiring keys')
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await eventually(async () => (await titles(page)).length).toBe(6)
    expect(new URL(page.url()).search).toBe('')
  })

  test('go forward and back by pages', async () => {
    const page = await visit()
    const pageOf = (from: number) =>
      Array.from({ length: 20 }, (_, at) => alertLike(from + at, 'key_unused', `n${from + at}`))
    await page.route(/\/api\/v1\/alerts(\?|$)/, (route) => {
      const second = new URL(route.request().url()).searchParams.get('cursor') === 'second'
      return route.fulfill({
        json: { data: pageOf(second ? 20 : 0), nextCursor: second ? null : 'second', open: 40, openCritical: 0 },
      })
    })
    await page.goto('/alerts')
    await page.getByRole('button', { name: 'Older' }).click()
    await page.getByText('Page 2 · 40 open').waitFor()
    await page.getByText('n20 is unused').waitFor()
    await page.getByRole('button', { name: 'Newer' }).click()
    await page.getByText('Page 1 · 40 open').waitFor()
    await page.getByText('n0 is unused').waitFor()
  })

  test('a new alert shows a toast at once, one at a time; an alert that was there before shows none', async () => {
    const page = await visit()
    const alerts = await withAlerts(page, [alertLike(1, 'key_leaked', 'Known')])
    await page.clock.install()
    await page.goto('/api-keys')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Alerts 1 open' }).waitFor()
    const toasts = page.getByRole('region', { name: 'Notifications' })
    const now = () => ({ firstAt: new Date(Date.now() + 1000).toISOString() })
    alerts.unshift(alertLike(0, 'key_unused', 'Fresh', now()))
    await page.clock.fastForward(31_000)
    // It stays while the mouse is over it; the next ones join it.
    await toasts.getByText('Fresh is unused').hover()
    await page.clock.runFor(200)
    alerts.unshift(alertLike(2, 'key_leaked', 'Graver', now()), alertLike(3, 'key_unused', 'Third', now()))
    await page.clock.fastForward(31_000)
    await toasts.getByText('3 new alerts').waitFor()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Alerts 4 open' }).waitFor()
    for (const name of ['Known', 'Fresh', 'Graver']) expect(await toasts.getByText(name).count()).toBe(0)
    await toasts.getByRole('link', { name: 'View alerts' }).click()
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor()
    await eventually(() => toasts.getByText('new alerts').count()).toBe(0)
    alerts.unshift(alertLike(4, 'key_unused', 'Last', now()))
    await page.clock.fastForward(31_000)
    await toasts.getByText('Last is unused').waitFor()
    await page.mouse.move(700, 400)
    await page.clock.fastForward(11_000)
    await eventually(() => toasts.getByText('Last is unused').count()).toBe(0)

    // With the live log open, the alert arrives over its stream, and not with the next poll.
    const streams: WebSocketRoute[] = []
    await page.routeWebSocket(/\/event-logs\/stream/, (stream) => void streams.push(stream))
    await page.goto('/event-logs')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Alerts 5 open' }).waitFor()
    await eventually(() => streams.length).toBeGreaterThan(0)
    alerts.unshift(alertLike(5, 'key_unused', 'Streamed', now()))
    for (const stream of streams) stream.send(JSON.stringify({ kind: 'alerts' }))
    await toasts.getByText('Streamed is unused').waitFor()
  })

  test('limits that come near and failing webhooks reach every page in one toast, and each kind can be turned off', async () => {
    const page = await visit()
    const alerts = await withAlerts(page, [])
    const streams: WebSocketRoute[] = []
    await page.routeWebSocket(/\/event-logs\/stream/, (stream) => {
      streams.push(stream)
      stream.connectToServer()
    })
    await page.goto('/webhooks')
    await page.getByRole('heading', { name: 'API & Integrations' }).waitFor()
    await eventually(() => streams.map((stream) => new URL(stream.url()).search)).toEqual(['?entries=false'])
    const toasts = page.getByRole('region', { name: 'Notifications' })
    // A real key, and the real stream.
    const key = await makeKey(instance(), { name: freshName('Busy'), rateLimit: { perMinute: 10 } })
    for (let call = 0; call < 8; call++) await callWith(instance().url, key.key)
    await toasts.getByText(`${key.name} has 2 of 10 calls left this minute.`).waitFor({ timeout: 20_000 })
    for (let call = 0; call < 3; call++) await callWith(instance().url, key.key)
    await toasts.getByText(`${key.name} has used all 10 calls of this minute.`).waitFor({ timeout: 20_000 })
    const failing = { severity: 'warning', firstAt: new Date(Date.now() + 1000).toISOString() } as const
    alerts.unshift(alertLike(0, 'webhook_failing', 'Orders', failing))
    for (const stream of streams) stream.send(JSON.stringify({ kind: 'alerts' }))
    await toasts.getByText('1 failing webhook and 1 limit nearly used up').waitFor()
    await toasts.getByRole('button', { name: 'Dismiss' }).click()

    await page.goto('/settings?section=preferences')
    await page.getByRole('switch', { name: 'Keys near a limit' }).click()
    await eventually(() => streams.length).toBe(2)
    const limit = { kind: 'limit', keyId: key.id, keyName: 'Quiet', window: 'hour', limit: 5, remaining: 1 }
    streams[1]?.send(JSON.stringify(limit))
    alerts.unshift(alertLike(1, 'key_leaked', 'Loud', { firstAt: new Date(Date.now() + 2000).toISOString() }))
    streams[1]?.send(JSON.stringify({ kind: 'alerts' }))
    await toasts.getByText(/Loud/).waitFor()
    expect(await toasts.getByText(/Quiet|limit/).count()).toBe(0)
    // Without any kind that needs it there is no stream.
    await page.getByRole('switch', { name: 'Failing and disabled webhooks' }).click()
    await page.getByRole('switch', { name: 'New alerts' }).click()
    await page.reload()
    await page.getByRole('switch', { name: 'New alerts', checked: false }).waitFor()
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Alerts 2 open' }).waitFor()
    expect(streams).toHaveLength(2)
  })

  test('link to their cause: key, webhook, settings, the entries of the log', async () => {
    const made = await makeKey(instance())
    await callWith(instance().url, made.key)
    const page = await visit()
    const span = {
      from: new Date(Date.now() - 3_600_000).toISOString(),
      to: new Date(Date.now() + 3_600_000).toISOString(),
    }
    const about = (type: string, id: string, name: string, details = {}) => ({ target: { type, id, name }, details })
    await withAlerts(page, [
      alertLike(1, 'auth_failures', '', about('address', '198.51.100.20', '198.51.100.20', { calls: 24, ...span })),
      alertLike(2, 'limit_exceeded', '', about('api_key', made.id, made.name, { calls: 12, ...span })),
      alertLike(3, 'unusual_rate', '', about('api_key', made.id, made.name, { calls: 900, usual: 100, ...span })),
      alertLike(4, 'unusual_endpoint', '', about('api_key', made.id, made.name, { routes: ['/api/v1/me'], ...span })),
      alertLike(
        5,
        'permissions_changed',
        '',
        about('organization', 'org_1', 'Acme', { by: 'Ada', settings: ['keysInQuery'] }),
      ),
      alertLike(6, 'key_regenerated', '', about('api_key', made.id, made.name, { by: 'Ada', graceEndsAt: null })),
      alertLike(7, 'webhook_failing', '', about('webhook', 'whk_01kaj3v5e8w2m4q6t8y0z2b4d6', 'Orders')),
    ])
    await page.goto('/alerts')
    await eventually(() => titles(page)).toEqual([
      'Repeated rejected calls from 198.51.100.20',
      `${made.name} exceeded a limit`,
      `${made.name} has an unusual request rate`,
      `${made.name} called a new endpoint`,
      'Security settings of Acme were relaxed',
      `${made.name} was regenerated`,
      'Orders is failing',
    ])
    await page.getByText('Ada changed this: API keys in URLs are accepted.').waitFor()
    const way = (name: string) => page.getByRole('link', { name })
    expect(await way('View webhook: Orders').getAttribute('href')).toBe(
      '/webhooks?webhook=whk_01kaj3v5e8w2m4q6t8y0z2b4d6',
    )
    expect(await way('Settings: Security settings of Acme were relaxed').getAttribute('href')).toBe(
      '/settings?section=keys',
    )
    expect(await way('View in Event Logs: Repeated rejected calls from 198.51.100.20').getAttribute('href')).toContain(
      'ip=198.51.100.20',
    )
    const asked = page.waitForRequest(
      (request) => request.url().includes('/api/v1/event-logs?') && request.url().includes('from='),
    )
    await way(`View in Event Logs: ${made.name} called a new endpoint`).click()
    const query = new URL((await asked).url()).searchParams
    expect([query.get('keyId'), query.get('path')]).toEqual([made.id, '/api/v1/me'])
    expect(Date.parse(query.get('to') ?? '') - Date.parse(query.get('from') ?? '')).toBe(2 * 3_600_000)
    await page.getByRole('heading', { name: 'Event Logs', level: 2 }).waitFor()
  })

  test('follow rules that can be changed, muted and reset, without overwriting the change of another person', async () => {
    const { url, apiKey } = instance()
    const api = (method: string, body?: object) =>
      fetch(`${url}/api/v1/alert-rules`, {
        method,
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
    const rule = async (kind: string) => {
      const { data }: { data: { kind: string }[] } = await (await api('GET')).json()
      return data.find((one) => one.kind === kind)
    }
    const asBuiltIn = { auth_failures: null, limit_exceeded: null, key_unused: null, key_rotated: null }
    expect((await api('PUT', { rules: asBuiltIn })).status).toBe(200)
    const page = await visit({ path: '/alerts' })
    await page.getByRole('tab', { name: 'Rules' }).click()
    await page.getByRole('switch', { name: 'Enable: Failed authentication' }).waitFor()
    expect(new URL(page.url()).search).toBe('?tab=rules')

    const threshold = page.getByRole('textbox', { name: 'Minimum calls: Failed authentication' })
    await threshold.fill('1')
    await page.getByRole('button', { name: 'Save: Failed authentication' }).click()
    await page.getByText('Enter a whole number from 2 to 10,000.').waitFor()
    await threshold.fill('50')
    await threshold.press('Enter')
    await page.getByText('Alert rule saved: Failed authentication.').waitFor()
    await page.getByRole('combobox', { name: 'Within: Failed authentication' }).selectOption('10 minutes')
    await eventually(() => rule('auth_failures')).toMatchObject({ threshold: 50, windowSeconds: 600 })
    await page.getByRole('checkbox', { name: 'Email: Unused keys' }).click()
    await eventually(() => rule('key_unused')).toMatchObject({ byEmail: false })
    await page.getByRole('switch', { name: 'Enable: Rotated keys' }).click()
    await eventually(() => rule('key_rotated')).toMatchObject({ enabled: false })

    await page.getByRole('button', { name: 'Actions for Limits exceeded' }).click()
    await page.getByRole('menuitem', { name: 'Mute for 1 day' }).click()
    await page.getByText('Alert rule muted: Limits exceeded.').waitFor()
    await page.getByRole('button', { name: 'Actions for Leaked keys' }).click()
    await page.getByRole('menuitem', { name: 'Mute until…' }).click()
    const until = page.getByRole('dialog', { name: 'Mute: Leaked keys' })
    await until.getByLabel('Muted until').fill('2020-01-01T10:00')
    await until.getByRole('button', { name: 'Mute' }).click()
    await until.getByText('Select a future time within one year.').waitFor()
    await until.getByRole('button', { name: 'Cancel' }).click()
    await expectAccessible(page, 'rules of alerts, some changed')

    await page.getByRole('tab', { name: 'Open' }).click()
    await page.getByText(/Off or muted: Limits exceeded \(muted until .*\), Rotated keys \(off\)\./).waitFor()
    await page.getByRole('button', { name: 'Edit alert rules' }).click()
    await page.getByRole('button', { name: 'Actions for Limits exceeded' }).click()
    await page.getByRole('menuitem', { name: 'Unmute' }).click()
    await page.getByText('Alert rule unmuted: Limits exceeded.').waitFor()
    await page.getByRole('button', { name: 'Actions for Rotated keys' }).click()
    await page.getByRole('menuitem', { name: 'Reset to default' }).click()
    await eventually(() => rule('key_rotated')).toMatchObject({ isDefault: true })

    expect((await api('PUT', { rules: { key_unused: { asEvent: false } } })).status).toBe(200)
    await page.getByRole('checkbox', { name: 'Email: Unused keys' }).click()
    await page.getByText('Someone else changed the alert rules.').waitFor()
    await eventually(() => page.getByRole('checkbox', { name: 'Webhook event: Unused keys' }).isChecked()).toBe(false)
    expect(await rule('key_unused')).toMatchObject({ byEmail: false, asEvent: false })
    await page.getByRole('checkbox', { name: 'Email: Unused keys' }).click()
    await eventually(() => rule('key_unused')).toMatchObject({ byEmail: true, asEvent: false })

    await page.context().setOffline(true)
    await page.getByText('You can change alert rules when you are back online.').waitFor()
    await eventually(() => page.getByRole('checkbox', { name: 'Email: Unused keys' }).isDisabled()).toBe(true)
    await page.context().setOffline(false)
    await eventually(() => page.getByRole('checkbox', { name: 'Email: Unused keys' }).isDisabled()).toBe(false)
    expect((await api('PUT', { rules: asBuiltIn })).status).toBe(200)
  })

  test('by email name what is missing, and where to set it', async () => {
    const page = await visit({ path: '/alerts?tab=rules' })
    await page.getByText('Alerts are not sent by email').waitFor()
    await page.getByText('No email sender is set up.').waitFor()
    await page.getByRole('link', { name: 'Set an address in the settings' }).click()
    const address = page.getByRole('region', { name: 'General' }).getByLabel('Alert email')
    await eventually(() => address.isVisible()).toBe(true)
    let to: string | null = 'ops@acme.example'
    await page.route('**/api/v1/organization', async (route) => {
      const organization = await (await route.fetch()).json()
      return route.fulfill({ json: { ...organization, alertEmail: to } })
    })
    let mailConfigured = true
    await page.route('**/api/v1/alert-rules', async (route) => {
      const rules = await (await route.fetch()).json()
      return route.fulfill({ json: { ...rules, mailConfigured } })
    })
    await page.goto('/alerts?tab=rules')
    await page.getByText('Emails go to ops@acme.example').waitFor()
    expect(await page.getByText('Alerts are not sent by email').count()).toBe(0)
    mailConfigured = false
    await page.goto('/alerts?tab=rules')
    await page.getByText('No email sender is set up.').waitFor()
    expect(await page.getByText('No address is set.').count()).toBe(0)
    mailConfigured = true
    to = null
    await page.goto('/alerts?tab=rules')
    await page.getByText('No address is set.').waitFor()
    expect(await page.getByText('No email sender is set up.').count()).toBe(0)
  })

  test('show their rules as cards on a phone, read-only for a viewer, and a failure with a button to try again', async () => {
    const page = await visit(PHONE)
    let failing = true
    await page.route('**/api/v1/alert-rules', (route) =>
      failing ? route.fulfill({ status: 400, json: {} }) : route.fallback(),
    )
    await page.goto('/alerts?tab=rules')
    await page.getByText('Could not load the data').waitFor()
    failing = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Unusual endpoints' }).waitFor()
    await expectAccessible(page, 'rules of alerts on a phone')
    await asRole(page, ['alerts:read'])
    await page.goto('/alerts?tab=rules')
    await page.getByText('Your role can view alert rules but not change them.').waitFor()
    await page.getByRole('heading', { name: 'Unusual endpoints' }).waitFor()
    expect(await page.getByRole('button', { name: /^(Actions for|Save)/ }).count()).toBe(0)
    expect(await page.getByRole('checkbox', { name: 'Email: Unused keys' }).isDisabled()).toBe(true)
    expect(await page.getByRole('switch', { name: 'Enable: Unused keys' }).getAttribute('aria-disabled')).toBe('true')
  })

  test('a leaked key is reported and disabled at once, and its details say where it was found and what to do', async () => {
    const made = await makeKey(instance())
    const page = await visit()
    await page.clock.install()
    await page.goto('/settings?section=sessions')
    await page.getByText('This session').waitFor()
    await report({ key: made.key, source: 'a scanner', url: 'https://code.example/acme/app#L3' })
    await page.clock.fastForward(31_000)
    await page.getByText(`${made.name} was leaked`).waitFor()
    await page.getByRole('link', { name: 'View alerts' }).click()
    await page.getByText('Reported by a scanner. The key is disabled.').first().waitFor()
    await page.getByRole('link', { name: `View key: ${made.name}` }).click()
    const details = page.getByRole('main')
    await details.getByText('The key is disabled, so calls with it are rejected.').waitFor()
    const found = details.getByRole('link', { name: 'https://code.example/acme/app#L3' })
    await eventually(() => found.getAttribute('rel')).toContain('noreferrer')
    expect((await callWith(instance().url, made.key)).status).toBe(401)
    await details.getByRole('button', { name: 'Regenerate Key' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Regenerate API Key?' })
    await dialog.getByLabel('I understand this will break existing integrations').check()
    await dialog.getByRole('button', { name: 'Regenerate Key' }).click()
    await closeNewKey(page)
    await page.goto(`/api-keys?key=${made.id}`)
    await details.getByText('Requests by outcome').first().waitFor()
    expect(await details.getByText('This key was leaked.').count()).toBe(0)
  })

  test('the place where a key was found is a link only if it is a web URL', async () => {
    const made = await makeKey(instance())
    const page = await visit()
    await page.route(`**/api/v1/api-keys/${made.id}`, async (route) => {
      const key = await (await route.fetch()).json()
      return route.fulfill({ json: { ...key, leakedAt: new Date().toISOString(), leakSource: 'somebody' } })
    })
    const leak = alertLike(1, 'key_leaked', made.name, { details: { url: 'javascript:alert(1)' } })
    leak.target.id = made.id
    await withAlerts(page, [leak])
    for (const path of [`/alerts?alert=${leak.id}`, `/api-keys?key=${made.id}`]) {
      await page.goto(path)
      await page.getByText('javascript:alert(1)').waitFor()
      expect(await page.getByRole('link', { name: 'javascript' }).count()).toBe(0)
    }
    await page.getByText('The key still works.').waitFor()
  })

  test('an empty list, a failure, a role without access and a read-only role each show a message', async () => {
    const page = await visit()
    await withAlerts(page, [])
    await page.goto('/alerts')
    await page.getByRole('heading', { name: 'No alerts' }).waitFor()
    let failing = true
    await page.route(/\/api\/v1\/alerts\?/, (route) =>
      failing ? route.fulfill({ status: 400, json: {} }) : route.fallback(),
    )
    await page.goto('/alerts')
    await page.getByText('Could not load the data').waitFor()
    failing = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'No alerts' }).waitFor()

    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/alerts?')) asked.push(request.url())
    })
    await asRole(page, ['api-keys:read'])
    await page.goto('/alerts')
    await page.getByText('Missing scope: alerts:read').waitFor()
    expect(asked).toEqual([])
    const viewer = await visit()
    await withAlerts(viewer, ONE_OF_EACH())
    await asRole(viewer, ['api-keys:read', 'alerts:read'])
    await viewer.goto('/alerts')
    await viewer.getByText('Your role can view alerts but not resolve them.').waitFor()
    await viewer.getByText('Mobile App was leaked').waitFor()
    expect(await viewer.getByRole('button', { name: /^Resolve/ }).count()).toBe(0)
    expect(await viewer.getByRole('checkbox').count()).toBe(0)
  })

  test('are opened with G then A, and from the command palette', async () => {
    const page = await visit({ path: '/settings?section=sessions' })
    await page.getByText('This session').waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor()
    await page.goto('/settings?section=sessions')
    await page.getByText('This session').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('option', { name: 'Go to Alerts' }).click()
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor()
  })
})

/** Reports a key like a scanner. */
async function report(found: { key: string; source: string; url: string }) {
  const body = JSON.stringify({ reports: [found] })
  const headers = { 'content-type': 'application/json', ...signReport(instance().leakReportSecret, body) }
  const answer = await fetch(`${instance().url}/api/v1/api-keys/leak-reports`, { method: 'POST', headers, body })
  expect(answer.status).toBe(200)
}

async function asRole(page: Page, scopes: string[]) {
  await page.route('**/api/v1/me', async (route) => {
    const me = await (await route.fetch()).json()
    return route.fulfill({ json: { ...me, role: 'viewer', scopes } })
  })
}
