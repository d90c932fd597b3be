import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildDashboard } from '../../scripts/lib/dashboard.ts'
import { makeWebhook, post, useReceiver } from './receiver.ts'
import { callWith, makeKey, useBrowser } from './visit.ts'

await buildDashboard()

const DIST = new URL('../../dist/admin-ui/', import.meta.url)

type Chunk = { file: string; imports?: string[]; isEntry?: boolean; isDynamicEntry?: boolean; css?: string[] }
const manifest: Record<string, Chunk> = JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8'))

const zipped = (file: string) => gzipSync(readFileSync(new URL(file, DIST)), { level: 9 }).length

/** A chunk and all of its static imports. */
function withImports(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen
  seen.add(name)
  for (const next of manifest[name]?.imports ?? []) withImports(next, seen)
  return seen
}

/** Bytes of gzipped JavaScript that a visitor has loaded when these entries are shown, including theme.js. */
function cost(...entries: string[]): number {
  const chunks = new Set(entries.flatMap((entry) => [...withImports(entry)]))
  const files = [...chunks].map((name) => manifest[name]?.file ?? '')
  return files.filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + zipped(file), zipped('theme.js'))
}

const ENTRY = 'index.html'

describe('everything that a browser loads for a first visit, compressed', () => {
  const { instance, visit } = useBrowser()
  const receiver = useReceiver()
  /** Bytes by kind of file, of a visit with an empty cache, until the page asks for nothing more. */
  async function loaded(path: string, signedOut = false) {
    const page = await visit({ signedOut })
    const total = { script: 0, stylesheet: 0, font: 0 }
    const sums: Promise<void>[] = []
    page.on('response', (answer) => {
      const kind = answer.request().resourceType()
      if (kind !== 'script' && kind !== 'stylesheet' && kind !== 'font') return
      const add = (bytes: Buffer) => {
        // A font is compressed already.
        total[kind] += kind === 'font' ? bytes.length : gzipSync(bytes, { level: 9 }).length
      }
      sums.push(answer.body().then(add))
    })
    await page.goto(path, { waitUntil: 'networkidle' })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await Promise.all(sums)
    expect(total.script).toBeGreaterThan(20_000)
    return total
  }

  test.each([
    ['/sign-in', true],
    ['/authorize?challenge=abc', true],
    ['/', false],
  ])('%s is at most 56 KB of scripts, 14 KB of styles and 50 KB of font', async (path, signedOut) => {
    const { script, stylesheet, font } = await loaded(path, signedOut)
    expect(script).toBeLessThanOrEqual(56_000)
    expect(stylesheet).toBeLessThanOrEqual(14_000)
    expect(font).toBeLessThanOrEqual(50_000)
  })

  test.each([
    '/webhooks',
    '/webhooks?view=events',
    '/event-logs',
    '/incoming',
    '/incoming?view=modules',
    '/oauth-apps',
    '/connectors',
    '/gateway-routes',
    '/gateway-routes?view=tools',
    '/gateway-routes?view=approvals',
    '/gateway-routes?view=hosts',
    '/alerts',
    '/alerts?tab=rules',
    '/audit-log',
    '/settings',
    '/settings?section=oauth',
    '/api-keys?dialog=create',
    '/webhooks?dialog=create',
    '/incoming?dialog=create',
    '/oauth-apps?dialog=create',
    '/connectors?dialog=create',
    '/gateway-routes?dialog=create',
    '/gateway-routes?dialog=import',
    '/gateway-routes?view=tools&dialog=connect',
    '/settings?section=connected-apps',
    '/incoming?view=modules&dialog=create-module',
  ])('%s is at most 70 KB of scripts, 14 KB of styles and 50 KB of font', async (path) => {
    const { script, stylesheet, font } = await loaded(path)
    expect(script).toBeLessThanOrEqual(70_000)
    expect(stylesheet).toBeLessThanOrEqual(14_000)
    expect(font).toBeLessThanOrEqual(50_000)
  })

  // After the others: a list of keys that are in use loads more.
  describe('of the tabs of an object, where each part alone would be smaller', () => {
    const ids = { key: '', webhook: '', incoming: '', app: '', connector: '', route: '' }

    beforeAll(async () => {
      const key = await makeKey(instance())
      await callWith(instance().url, key.key)
      const webhook = await makeWebhook(instance(), { url: receiver.url('/budget') })
      const incoming = await post(instance(), '/incoming-webhooks', {
        name: 'Budget',
        target: 'event',
        eventType: 'form.sent',
        mapping: { name: 'name' },
      })
      const app = await post(instance(), '/oauth-apps', {
        name: 'Budget',
        redirectUris: ['https://app.example.com/callback'],
        scopes: ['users:read'],
      })
      const route = await post(instance(), '/gateway-routes', {
        name: 'Budget',
        prefix: 'budget',
        upstream: receiver.url('/x'),
      })
      const headers = { 'content-type': 'application/json' }
      await fetch(incoming.url, { method: 'POST', headers, body: JSON.stringify({ name: 'Ada' }) })
      const connector = await post(instance(), '/connectors', {
        provider: 'slack',
        name: 'Budget',
        url: receiver.url('/budget-of-slack'),
        events: ['user.*'],
      })
      Object.assign(ids, {
        connector: connector.id,
        route: route.id,
        key: key.id,
        webhook: webhook.id,
        incoming: incoming.id,
        app: app.id,
      })
    })

    test.each([
      '/api-keys?key={key}',
      '/api-keys?key={key}&tab=requests',
      '/api-keys?key={key}&tab=permissions',
      '/api-keys?key={key}&tab=settings',
      '/api-keys?key={key}&tab=history',
      '/webhooks?webhook={webhook}',
      '/webhooks?webhook={webhook}&tab=overview',
      '/webhooks?webhook={webhook}&tab=testing',
      '/webhooks?webhook={webhook}&tab=settings',
      '/webhooks?webhook={webhook}&tab=history',
      '/incoming?incoming={incoming}',
      '/incoming?incoming={incoming}&tab=mapping',
      '/incoming?incoming={incoming}&tab=settings',
      '/incoming?incoming={incoming}&tab=history',
      '/oauth-apps?app={app}',
      '/oauth-apps?app={app}&tab=users',
      '/oauth-apps?app={app}&tab=tokens',
      '/oauth-apps?app={app}&tab=settings',
      '/oauth-apps?app={app}&tab=history',
      '/connectors?connector={connector}',
      '/connectors?connector={connector}&tab=settings',
      '/connectors?connector={connector}&dialog=test&for={connector}',
      '/gateway-routes?route={route}',
      '/gateway-routes?route={route}&tab=requests',
      '/gateway-routes?route={route}&tab=settings',
      '/gateway-routes?route={route}&tab=history',
    ])('%s is at most 70 KB of scripts, 14 KB of styles and 50 KB of font', async (path) => {
      const address = path
        .replace('{key}', ids.key)
        .replace('{webhook}', ids.webhook)
        .replace('{incoming}', ids.incoming)
        .replace('{app}', ids.app)
        .replaceAll('{connector}', ids.connector)
        .replace('{route}', ids.route)
      const { script, stylesheet, font } = await loaded(address)
      expect(script).toBeLessThanOrEqual(70_000)
      expect(stylesheet).toBeLessThanOrEqual(14_000)
      expect(font).toBeLessThanOrEqual(50_000)
    })
  })
})

describe('the size of the parts of the dashboard', () => {
  test('the first route, from sign-in to the list of keys, is at most 56 KB of JavaScript', () => {
    expect(cost(ENTRY)).toBeLessThanOrEqual(56_000)
  })

  const parts = Object.keys(manifest).filter((name) => manifest[name]?.isDynamicEntry)

  test('some parts load later', () => {
    expect(parts.length).toBeGreaterThan(5)
  })

  test.each(parts)('with %s the JavaScript is at most 70 KB', (part) => {
    expect(cost(ENTRY, part)).toBeLessThanOrEqual(70_000)
  })

  test('the CSS is at most 14 KB', () => {
    const styles = readdirSync(new URL('assets/', DIST)).filter((file) => file.endsWith('.css'))
    expect(styles.reduce((sum, file) => sum + zipped(`assets/${file}`), 0)).toBeLessThanOrEqual(14_000)
  })

  test('the validator is not part of the dashboard', () => {
    const scripts = readdirSync(new URL('assets/', DIST)).filter((file) => file.endsWith('.js'))
    // Only the names: a script is not readable in a report.
    const validating = scripts.filter((file) =>
      readFileSync(new URL(`assets/${file}`, DIST), 'utf8').includes('ZodError'),
    )
    expect(validating).toEqual([])
  })
})
