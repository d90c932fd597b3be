import type { Page, WebSocketRoute } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { signReport } from '../support/sign-report.ts'
import { expectSound } from './a11y-audit.ts'
import { alertLike, ONE_OF_EACH, withAlerts } from './fake-alerts.ts'
import { callWith, eventually, makeKey, PHONE, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

const titles = (page: Page) =>
  page
    .getByRole('list', { name: /^Alerts/ })
    .getByRole('heading')
    .allInnerTexts()

describe('the alerts', () => {
  test('tell each kind in plain words, how often and when, with the way to the key', async () => {
    const made = await makeKey(instance())
    const alerts = ONE_OF_EACH()
    for (const alert of alerts) alert.target.id = made.id
    const page = await visit()
    await withAlerts(page, alerts)
    await page.goto('/api-keys')
    await page.getByRole('link', { name: 'Alerts 6 open' }).click()
    await eventually(() => titles(page)).toEqual([
      'Mobile App was found in public',
      'Billing could not be given a new key',
      'Dashboard is due for a new key',
      'A partner expires soon',
      'Nightly import has a new key',
      'Nobody uses Old test',
    ])
    await page.getByText('Reported by a scanner. Whoever has seen it').waitFor()
    const found = page.getByRole('link', { name: 'https://code.example/acme/app#L3' })
    await eventually(() => found.getAttribute('rel')).toContain('noreferrer')
    await page.getByText('It has been the same since 17 Aug 2026.').waitFor()
    await page.getByText('It was never used.').waitFor()
    await page.getByText('4 times, first 8 hours ago, last 3 hours ago').waitFor()
    await page.getByRole('link', { name: 'View key: Mobile App' }).click()
    await page.getByRole('dialog', { name: made.name }).waitFor()
  })

  test('are resolved one by one or together, each with a way back', async () => {
    const page = await visit()
    await withAlerts(page, ONE_OF_EACH())
    await page.goto('/alerts')
    await page.getByRole('button', { name: 'Resolve: Mobile App was found in public' }).click()
    await page.getByText('Alert resolved.').waitFor()
    await eventually(async () => (await titles(page)).length).toBe(5)
    await page.getByRole('link', { name: 'Alerts 5 open' }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Alert is open again.').waitFor()
    await eventually(async () => (await titles(page)).length).toBe(6)

    await page.getByLabel('Select all on this page').check()
    await page.getByLabel('Select: Nobody uses Old test').uncheck()
    const bar = page.getByRole('region', { name: 'Chosen alerts' })
    await bar.getByText('5 alerts chosen').waitFor()
    await expectSound(page, 'alerts with some chosen')
    await bar.getByRole('button', { name: 'Resolve' }).click()
    await page.getByText('5 alerts resolved.').waitFor()
    await eventually(() => titles(page)).toEqual(['Nobody uses Old test'])
    await page.getByRole('combobox', { name: 'Status' }).selectOption('resolved')
    await page
      .getByText(/resolved by Ada/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: /^Open again: Dashboard/ }).click()
    await eventually(async () => (await titles(page)).length).toBe(4)
  })

  test('are found by status, kind and severity, which the address keeps and Back gives back', async () => {
    const page = await visit()
    await withAlerts(page, [...ONE_OF_EACH(), alertLike(7, 'key_leaked', 'Old leak', { status: 'resolved' })])
    await page.goto('/alerts')
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('Leaked keys')
    await eventually(() => titles(page)).toEqual(['Mobile App was found in public'])
    await page.getByRole('combobox', { name: 'Status' }).selectOption('Open and resolved')
    await eventually(async () => (await titles(page)).length).toBe(2)
    expect(new URL(page.url()).search).toBe('?kind=key_leaked&status=all')
    await page.reload()
    await eventually(async () => (await titles(page)).length).toBe(2)
    await page.goBack()
    await page.goBack()
    await eventually(async () => (await titles(page)).length).toBe(6)
    await page.getByRole('combobox', { name: 'Severity' }).selectOption('Info')
    await eventually(async () => (await titles(page)).length).toBe(2)
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('Expiring keys')
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await eventually(async () => (await titles(page)).length).toBe(6)
    expect(new URL(page.url()).search).toBe('')
  })

  test('page by page go forward and back', async () => {
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
    await page.getByText('Nobody uses n20').waitFor()
    await page.getByRole('button', { name: 'Newer' }).click()
    await page.getByText('Page 1 · 40 open').waitFor()
    await page.getByText('Nobody uses n0').waitFor()
  })

  test('what opens while the dashboard is open is told at once, in one toast at a time; what was there is not', async () => {
    const page = await visit()
    const alerts = await withAlerts(page, [alertLike(1, 'key_leaked', 'Known')])
    await page.clock.install()
    await page.goto('/api-keys')
    await page.getByRole('link', { name: 'Alerts 1 open' }).waitFor()
    const toasts = page.getByRole('region', { name: 'Notifications' })
    const now = () => ({ firstAt: new Date(Date.now() + 1000).toISOString() })
    alerts.unshift(alertLike(0, 'key_unused', 'Fresh', now()))
    await page.clock.fastForward(31_000)
    await toasts.getByText('Nobody uses Fresh').waitFor()
    alerts.unshift(alertLike(2, 'key_leaked', 'Graver', now()), alertLike(3, 'key_unused', 'Third', now()))
    await page.clock.fastForward(31_000)
    await toasts.getByText('3 new alerts').waitFor()
    await page.getByRole('link', { name: 'Alerts 4 open' }).waitFor()
    for (const name of ['Known', 'Fresh', 'Graver']) expect(await toasts.getByText(name).count()).toBe(0)
    await toasts.getByRole('link', { name: 'See alerts' }).click()
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor()
    await eventually(() => toasts.getByText('new alerts').count()).toBe(0)
    alerts.unshift(alertLike(4, 'key_unused', 'Last', now()))
    await page.clock.fastForward(31_000)
    await toasts.getByText('Nobody uses Last').waitFor()

    // With the live log open the word comes by its stream, and nobody waits for the next time that is asked.
    const streams: WebSocketRoute[] = []
    await page.routeWebSocket(/\/event-logs\/stream/, (stream) => void streams.push(stream))
    await page.goto('/event-logs')
    await page.getByRole('link', { name: 'Alerts 5 open' }).waitFor()
    await eventually(() => streams.length).toBeGreaterThan(0)
    alerts.unshift(alertLike(5, 'key_unused', 'Streamed', now()))
    for (const stream of streams) stream.send(JSON.stringify({ kind: 'alerts' }))
    await toasts.getByText('Nobody uses Streamed').waitFor()
  })

  test('lead to what caused them: key, webhook, settings, the entries of the log', async () => {
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
      '198.51.100.20 keeps being refused',
      `${made.name} runs into its limit`,
      `${made.name} is called more than usual`,
      `${made.name} called something new`,
      'Acme is guarded less than before',
      `${made.name} was regenerated`,
      'Orders keeps failing',
    ])
    await page.getByText('Ada changed it: keys are taken from addresses.').waitFor()
    const way = (name: string) => page.getByRole('link', { name })
    expect(await way('View webhook: Orders').getAttribute('href')).toBe(
      '/webhooks?webhook=whk_01kaj3v5e8w2m4q6t8y0z2b4d6',
    )
    expect(await way('Settings: Acme').getAttribute('href')).toBe('/settings')
    expect(await way('Show in the log: 198.51.100.20').getAttribute('href')).toContain('ip=198.51.100.20')
    const asked = page.waitForRequest(
      (request) => request.url().includes('/api/v1/event-logs?') && request.url().includes('from='),
    )
    await way(`Show in the log: ${made.name} called something new`).click()
    const query = new URL((await asked).url()).searchParams
    expect([query.get('keyId'), query.get('path')]).toEqual([made.id, '/api/v1/me'])
    expect(Date.parse(query.get('to') ?? '') - Date.parse(query.get('from') ?? '')).toBe(2 * 3_600_000)
    await page.getByRole('heading', { name: 'Event Logs', level: 1 }).waitFor()
  })

  test('go by rules that are changed in place, muted, set back, and never over the change of another', async () => {
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
    await page.getByRole('switch', { name: 'Tell of: Failed authentication' }).waitFor()
    expect(new URL(page.url()).search).toBe('?tab=rules')

    const threshold = page.getByRole('textbox', { name: 'From so many calls: Failed authentication' })
    await threshold.fill('1')
    await page.getByRole('button', { name: 'Set: Failed authentication' }).click()
    await page.getByText('A whole number from 2 to 10,000').waitFor()
    await threshold.fill('50')
    await threshold.press('Enter')
    await page.getByText('Rule changed: Failed authentication.').waitFor()
    await page.getByRole('combobox', { name: 'Within: Failed authentication' }).selectOption('10 minutes')
    await eventually(() => rule('auth_failures')).toMatchObject({ threshold: 50, windowSeconds: 600 })
    await page.getByRole('checkbox', { name: 'By email: Unused keys' }).click()
    await eventually(() => rule('key_unused')).toMatchObject({ byEmail: false })
    await page.getByRole('switch', { name: 'Tell of: Rotated keys' }).click()
    await eventually(() => rule('key_rotated')).toMatchObject({ enabled: false })

    await page.getByRole('button', { name: 'Mute: Limits exceeded' }).click()
    await page.getByRole('menuitem', { name: 'For 1 day' }).click()
    await page.getByText('Muted: Limits exceeded.').waitFor()
    await page.getByRole('button', { name: 'Mute: Leaked keys' }).click()
    await page.getByRole('menuitem', { name: 'Until a time...' }).click()
    await page.getByLabel('Muted until', { exact: true }).fill('2020-01-01T10:00')
    await page.getByRole('form', { name: 'Muted until: Leaked keys' }).getByRole('button', { name: 'Mute' }).click()
    await page.getByText('A time to come, within a year').waitFor()
    await expectSound(page, 'rules of alerts, some changed')
    await page.getByRole('button', { name: 'Cancel' }).click()

    await page.getByRole('tab', { name: 'Alerts' }).click()
    await page.getByText(/Not told now: Limits exceeded \(muted until .*\), Rotated keys \(off\)\./).waitFor()
    await page.getByRole('button', { name: 'Change the rules' }).click()
    await page.getByRole('button', { name: 'Unmute: Limits exceeded' }).click()
    await page.getByText('Told again: Limits exceeded.').waitFor()
    await page.getByRole('button', { name: 'As built in: Rotated keys' }).click()
    await eventually(() => rule('key_rotated')).toMatchObject({ isDefault: true })

    expect((await api('PUT', { rules: { key_unused: { asEvent: false } } })).status).toBe(200)
    await page.getByRole('checkbox', { name: 'By email: Unused keys' }).click()
    await page.getByText('Somebody else changed the rules meanwhile.').waitFor()
    await eventually(() =>
      page.getByRole('checkbox', { name: 'As an event to webhooks: Unused keys' }).isChecked(),
    ).toBe(false)
    expect(await rule('key_unused')).toMatchObject({ byEmail: false, asEvent: false })
    await page.getByRole('checkbox', { name: 'By email: Unused keys' }).click()
    await eventually(() => rule('key_unused')).toMatchObject({ byEmail: true, asEvent: false })

    await page.context().setOffline(true)
    await page.getByText('Rules can be changed once you are connected again.').waitFor()
    await eventually(() => page.getByRole('checkbox', { name: 'By email: Unused keys' }).isDisabled()).toBe(true)
    await page.context().setOffline(false)
    await eventually(() => page.getByRole('checkbox', { name: 'By email: Unused keys' }).isDisabled()).toBe(false)
    expect((await api('PUT', { rules: asBuiltIn })).status).toBe(200)
  })

  test('show their rules on a phone as cards, to a viewer without a way to change them, and a failure with one to try again', async () => {
    const page = await visit(PHONE)
    let failing = true
    await page.route('**/api/v1/alert-rules', (route) =>
      failing ? route.fulfill({ status: 400, json: {} }) : route.fallback(),
    )
    await page.goto('/alerts?tab=rules')
    await page.getByText('This did not load').waitFor()
    failing = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'Unusual endpoints' }).waitFor()
    await expectSound(page, 'rules of alerts on a phone')
    await asRole(page, ['alerts:read'])
    await page.goto('/alerts?tab=rules')
    await page.getByText('Your role can look at the rules but not change them.').waitFor()
    await page.getByRole('heading', { name: 'Unusual endpoints' }).waitFor()
    expect(await page.getByRole('button', { name: /^(Mute|Set|As built in)/ }).count()).toBe(0)
    expect(await page.getByRole('checkbox', { name: 'By email: Unused keys' }).isDisabled()).toBe(true)
    expect(await page.getByRole('switch', { name: 'Tell of: Unused keys' }).getAttribute('aria-disabled')).toBe('true')
  })

  test('a leaked key is told at once, switched off, and its details say where it was found and what to do', async () => {
    const made = await makeKey(instance())
    const page = await visit()
    await page.clock.install()
    await page.goto('/settings')
    await page.getByText('This session').waitFor()
    await report({ key: made.key, source: 'a scanner', url: 'https://code.example/acme/app#L3' })
    await page.clock.fastForward(31_000)
    await page.getByText(`${made.name} was found in public`).waitFor()
    await page.getByRole('link', { name: 'See alerts' }).click()
    await page.getByText('Reported by a scanner. It is disabled.').waitFor()
    await page.getByRole('link', { name: `View key: ${made.name}` }).click()
    const details = page.getByRole('dialog', { name: made.name })
    await details.getByText('It is disabled, so calls with it are refused.').waitFor()
    const found = details.getByRole('link', { name: 'https://code.example/acme/app#L3' })
    await eventually(() => found.getAttribute('rel')).toContain('noreferrer')
    expect((await callWith(instance().url, made.key)).status).toBe(401)
    await details.getByRole('button', { name: 'Regenerate Key' }).click()
    await page.getByLabel('I understand this will break existing integrations').check()
    await page.getByRole('button', { name: 'Regenerate Key' }).click()
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.goto(`/api-keys?key=${made.id}`)
    await details.getByText('Key reference').waitFor()
    expect(await details.getByText('This key was found in public.').count()).toBe(0)
  })

  test('where a key was found is a link only when it is an address of the web', async () => {
    const made = await makeKey(instance())
    const page = await visit()
    await page.route(`**/api/v1/api-keys/${made.id}`, async (route) => {
      const key = await (await route.fetch()).json()
      return route.fulfill({ json: { ...key, leakedAt: new Date().toISOString(), leakSource: 'somebody' } })
    })
    const leak = alertLike(1, 'key_leaked', made.name, { details: { url: 'javascript:alert(1)' } })
    leak.target.id = made.id
    await withAlerts(page, [leak])
    for (const path of ['/alerts', `/api-keys?key=${made.id}`]) {
      await page.goto(path)
      await page.getByText('javascript:alert(1)').waitFor()
      expect(await page.getByRole('link', { name: 'javascript' }).count()).toBe(0)
    }
    await page.getByText('It still works.').waitFor()
  })

  test('none at all, a failure, and a role that may not see them or only look each say so', async () => {
    const page = await visit()
    await withAlerts(page, [])
    await page.goto('/alerts')
    await page.getByRole('heading', { name: 'All quiet' }).waitFor()
    let failing = true
    await page.route(/\/api\/v1\/alerts\?/, (route) =>
      failing ? route.fulfill({ status: 400, json: {} }) : route.fallback(),
    )
    await page.goto('/alerts')
    await page.getByText('This did not load').waitFor()
    failing = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'All quiet' }).waitFor()

    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/alerts?')) asked.push(request.url())
    })
    await asRole(page, ['api-keys:read'])
    await page.goto('/alerts')
    await page.getByText('Missing permission: alerts:read').waitFor()
    expect(asked).toEqual([])
    const viewer = await visit()
    await withAlerts(viewer, ONE_OF_EACH())
    await asRole(viewer, ['api-keys:read', 'alerts:read'])
    await viewer.goto('/alerts')
    await viewer.getByText('Your role can look at alerts but not resolve them.').waitFor()
    await viewer.getByText('Mobile App was found in public').waitFor()
    expect(await viewer.getByRole('button', { name: /^Resolve/ }).count()).toBe(0)
    expect(await viewer.getByRole('checkbox').count()).toBe(0)
  })

  test('are reached by G then A, and from the list of commands', async () => {
    const page = await visit({ path: '/settings' })
    await page.getByText('This session').waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('a')
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor()
    await page.goto('/settings')
    await page.getByText('This session').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('option', { name: 'Go to Alerts' }).click()
    await page.getByRole('heading', { name: 'Alerts', level: 1 }).waitFor()
  })
})

/** Reports a key as a scanner does. */
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
