import type { Page, Route } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { until } from '../support/until.ts'
import { makeWebhook, post, publish, useReceiver } from './receiver.ts'
import { callWith, eventually, freshName, type MadeKey, makeKey, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()
const receiver = useReceiver()

/** How each failing call fails, in turn: an answer of the Worker, one of something before it, or none. */
const FAILURES = [
  (route: Route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      json: { type: 'about:blank', title: 'Unavailable', status: 503, code: 'unavailable' },
    }),
  (route: Route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
  (route: Route) => route.abort('connectionreset'),
  // The server has done it, and its answer is lost.
  (route: Route) => route.fetch().then(() => route.abort('connectionreset')),
]

/**
 * Delays each call to the API by a second, and lets one of five fail; `first` is the first one that does.
 */
async function trouble(page: Page, first: number): Promise<void> {
  let calls = 0
  await page.route('**/api/**', async (route) => {
    calls += 1
    const fails = calls % 5 === first ? FAILURES[Math.floor(calls / 5) % FAILURES.length] : undefined
    await new Promise((resolve) => setTimeout(resolve, 1000))
    // The page may be closed by now.
    await (fails ? fails(route) : route.continue()).catch(() => {})
  })
}

/** Collects every text that the page shows, outside of messages about loading and errors. */
async function collectTexts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = new Set<string>()
    Object.assign(window, { seenTexts: seen })
    const look = () => {
      const main = document.querySelector('main')
      if (!main) return
      const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const { parentElement, textContent } = walker.currentNode
        const text = textContent?.trim()
        if (!text || parentElement?.closest('[role=alert], [role=status], [aria-busy=true]')) continue
        seen.add(text)
      }
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
  })
}

const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...((window as unknown as { seenTexts?: Set<string> }).seenTexts ?? [])])

/** What differs between two visits without anything being wrong: times, and the state of the live stream. */
const mayDiffer = (text: string): boolean =>
  /^((updated )?now|(updated )?\d+ (s|min) ago|(.+, )?\d\d:\d\d(:\d\d)?|reconnecting|\d+ calls?\/s, .*watching)$/i.test(
    text,
  )

/**
 * Waits until nothing loads for a second and a half, longer than any pause before another try, and clicks on every "Try
 * again" until none is left.
 */
async function recover(page: Page): Promise<void> {
  let quietSince = Date.now()
  await eventually(async () => {
    const again = page.locator('main').getByRole('button', { name: 'Try again' })
    const failed = await again.count()
    if (failed > 0) await again.first().click()
    const busy = await page.locator('main [aria-busy=true]').count()
    if (failed + busy > 0) quietSince = Date.now()
    return Date.now() - quietSince > 1500
  }).toBe(true)
}

/** Waits until the calls so far are in the usage of their keys, so that no figure grows between two visits. */
async function settleUsage(page: Page): Promise<void> {
  let last = { text: '', at: Date.now() }
  await until(async () => {
    // With the session, whose calls count for no key.
    const text = await (await page.request.get(`${instance().url}/api/v1/api-keys`)).text()
    if (text !== last.text) last = { text, at: Date.now() }
    return Date.now() - last.at > 3000
  })
}

describe('with an API that is slow and fails in one of five calls', () => {
  let key: MadeKey
  let hook: { id: string; name: string }
  let incoming: { id: string }

  beforeAll(async () => {
    const { url, apiKey } = instance()
    key = await makeKey(instance(), { name: freshName('Troubled'), scopes: ['users:read'] })
    // Before the webhook, which would get its events for a while.
    const made = await fetch(`${url}/api/v1/demo-data`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}` },
    })
    expect(made.status).toBe(201)
    hook = await makeWebhook(instance(), { name: freshName('Troubled'), url: receiver.url('/troubled') })
    incoming = await post(instance(), '/incoming-webhooks', {
      name: freshName('Troubled'),
      module: 'users',
      mapping: { email: 'user.email' },
    })
    await publish(instance())
    await until(() => receiver.at('/troubled').length > 0)
    for (const path of ['/api/v1/me', '/api/v1/webhooks']) await callWith(url, key.key, path)
    const logged = async () => (await callWith(url, apiKey, `/api/v1/api-keys/${key.id}/logs`)).text()
    await until(async () => (await logged()).includes('"/api/v1/webhooks"'))
    const page = await visit()
    await settleUsage(page)
    await page.close()
  })

  const PAGES = [
    ['keys', () => '/api-keys'],
    ['a key', () => `/api-keys?key=${key.id}`],
    ['the requests of a key', () => `/api-keys?key=${key.id}&tab=requests`],
    ['the history of a key', () => `/api-keys?key=${key.id}&tab=history`],
    ['webhooks', () => '/webhooks'],
    ['a webhook', () => `/webhooks?webhook=${hook.id}`],
    ['events', () => '/webhooks?view=published'],
    ['event types', () => '/webhooks?view=events'],
    ['event logs', () => `/event-logs?key=${key.id}`],
    ['the overview', () => '/overview'],
    ['alerts', () => '/alerts'],
    ['alert rules', () => '/alerts?tab=rules'],
    ['the audit log', () => '/audit-log'],
    ['settings', () => '/settings'],
    ['modules', () => '/incoming?view=modules'],
    ['records of a module', () => '/incoming?view=modules&module=users'],
    ['incoming webhooks', () => '/incoming'],
    ['the mapping of an incoming webhook', () => `/incoming?incoming=${incoming.id}&tab=mapping`],
  ] as const

  test.each(PAGES)('%s: nothing is shown that is not so, and all of it after trying again', async (_, pathOf) => {
    const well = await visit()
    await collectTexts(well)
    await well.goto(pathOf())
    await well.waitForLoadState('networkidle')
    await recover(well)
    const truth = new Set(await textsOf(well))
    expect(truth.size).toBeGreaterThan(5)
    await well.close()
    await Promise.all(
      [0, 1, 2, 3, 4].map(async (first) => {
        const page = await visit()
        await collectTexts(page)
        await trouble(page, first)
        await page.goto(pathOf())
        await page.locator('main').waitFor()
        await recover(page)
        const shown = await textsOf(page)
        expect(shown.filter((text) => !truth.has(text) && !mayDiffer(text))).toEqual([])
        await page.close()
      }),
    )
  })

  test('a switch shows the state that the server has, whatever became of the calls', async () => {
    const { url, apiKey } = instance()
    const own = await makeWebhook(instance(), { name: freshName('Switched'), url: receiver.url('/switched') })
    const page = await visit()
    await trouble(page, 3)
    await page.goto(`/webhooks?q=${encodeURIComponent(own.name)}`)
    const active = page.getByRole('row', { name: new RegExp(own.name) }).getByRole('switch')
    const shown = async () => (await active.getAttribute('aria-checked')) === 'true'
    const real = async () => {
      const answer = await callWith(url, apiKey, `/api/v1/webhooks/${own.id}`)
      return ((await answer.json()) as { status: string }).status === 'active'
    }
    await active.waitFor({ timeout: 30_000 })
    for (let turn = 0; turn < 6; turn += 1) {
      await active.click()
      await eventually(async () => {
        const busy = await active.getAttribute('aria-busy')
        return busy === null && (await shown()) === (await real())
      }).toBe(true)
    }
  })

  test('a key is created once, however often its creation has to be tried again', async () => {
    const { url, apiKey } = instance()
    const createUnder = async (first: number) => {
      const page = await visit()
      await trouble(page, first)
      await page.goto('/api-keys?dialog=create')
      const name = freshName('Once')
      const form = page.getByRole('dialog')
      await form.getByLabel('Key Name').fill(name, { timeout: 30_000 })
      await form.getByRole('button', { name: 'Full access' }).click()
      const create = form.getByRole('button', { name: 'Generate API Key' })
      const secret = page.locator('[data-secret]')
      await create.click()
      await eventually(async () => {
        if ((await secret.count()) > 0) return true
        if (await create.isEnabled()) await create.click()
        return false
      }).toBe(true)
      const key = (await secret.textContent()) ?? ''
      expect((await callWith(url, key)).status).toBe(200)
      await page.close()
      return name
    }
    for (const name of await Promise.all([0, 1, 2, 3, 4].map(createUnder))) {
      const found = await callWith(url, apiKey, `/api/v1/api-keys?q=${encodeURIComponent(name)}`)
      expect(((await found.json()) as { data: unknown[] }).data).toHaveLength(1)
    }
  })

  test('a revoked key is said to be revoked only once it is dead', async () => {
    const { url } = instance()
    const own = await makeKey(instance(), { name: freshName('Ended'), scopes: ['users:read'] })
    const page = await visit()
    await trouble(page, 2)
    await page.goto(`/api-keys?q=${encodeURIComponent(own.name)}&for=${own.id}&dialog=revoke`)
    const revoke = page.getByRole('button', { name: 'Revoke Key' })
    await page.getByLabel('Yes, revoke this key').check({ timeout: 30_000 })
    const ended = page.getByRole('row', { name: /Revoked/ }).or(page.getByText(`${own.name} revoked`))
    await eventually(async () => {
      if ((await revoke.count()) > 0 && (await revoke.isEnabled())) await revoke.click()
      return ended.count()
    }).toBeGreaterThan(0)
    expect((await callWith(url, own.key)).status).toBe(401)
  })
})
