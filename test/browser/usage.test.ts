import { describe, expect, test } from 'vitest'
import { expectAccessible } from './a11y-audit.ts'
import { downloadedBy } from './download.ts'
import { callWith, eventually, freshName, makeKey, PHONE, TABLET, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

async function usageOf(id: string, days: number) {
  const answer = await callWith(instance().url, instance().apiKey, `/api/v1/api-keys/${id}/usage?days=${days}`)
  return answer.json()
}

/** A key with calls: four successful, one refused. Its figures are stored when this resolves. */
async function usedKey(input: Record<string, unknown> = {}) {
  const made = await makeKey(instance(), { scopes: ['api-keys:read'], ...input })
  for (const path of ['/api/v1/me', '/api/v1/me', '/api/v1/me', '/api/v1/api-keys', '/api/v1/event-logs']) {
    await callWith(instance().url, made.key, path)
  }
  await eventually(async () => (await usageOf(made.id, 7)).total).toBe(5)
  return made
}

describe('the usage statistics of a key', () => {
  test('open from the menu and from the number, and show the figures of the API', async () => {
    const made = await usedKey()
    const page = await visit({ path: `/api-keys?q=${encodeURIComponent(made.name)}` })
    const bars = page.getByRole('row').filter({ hasText: made.name }).locator('[aria-hidden] > [style*="height"]')
    await eventually(() => bars.evaluateAll((all) => all.map((bar) => (bar as HTMLElement).style.height))).toEqual([
      ...Array(6).fill('0%'),
      '100%',
    ])
    await page.getByRole('button', { name: `5 requests. Usage statistics for ${made.name}` }).click()
    const dialog = page.getByRole('dialog', { name: `${made.name} - Usage Statistics` })
    await dialog.getByText('Most accessed endpoints').first().waitFor()
    expect(new URL(page.url()).searchParams.get('usage')).toBe(made.id)
    await page.goBack()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: `Actions for ${made.name}` }).click()
    await page.getByRole('menuitem', { name: 'View Usage Stats' }).click()

    const figure = (name: string) => dialog.locator('dl > div').filter({ hasText: name }).locator('dd').textContent()
    await dialog.getByText('Total requests').waitFor()
    await eventually(() => figure('Total requests')).toBe('5')
    await eventually(() => figure('Success rate')).toBe('80%')
    const { averageMs, p95Ms } = await usageOf(made.id, 30)
    await eventually(() => figure('Average response time')).toBe(`${Math.round(averageMs)} ms`)
    await eventually(() => figure('p95 response time')).toBe(`${Math.round(p95Ms)} ms`)
    const days = dialog.getByRole('table', { name: 'Requests over time' }).getByRole('row')
    await eventually(() => days.count()).toBe(31)
    await eventually(() => days.last().getByRole('cell').allTextContents()).toEqual(['5', '1'])
    const endpoints = await dialog
      .getByRole('table', { name: 'Most accessed endpoints' })
      .getByRole('row')
      .allInnerTexts()
    expect(endpoints.map((row) => row.split(/\s+/).slice(0, 3).join(' ')).slice(1)).toEqual(
      expect.arrayContaining(['/api/v1/me 3 0', '/api/v1/api-keys 1 0', '/api/v1/event-logs 1 1']),
    )
    await dialog.getByText('4 (80%)').waitFor()
    await dialog.getByText('1 (20%)').waitFor()
    await dialog.getByText('2xx: 4, 4xx: 1').waitFor()
  })

  test('the range is in the URL, and each range is requested', async () => {
    const made = await usedKey()
    const page = await visit({ path: `/api-keys?usage=${made.id}&days=7` })
    const rows = page.getByRole('table', { name: 'Requests over time' }).getByRole('row')
    await eventually(() => rows.count()).toBe(8)
    for (const [label, days] of [
      ['90 days', 90],
      ['7 days', 7],
      ['30 days', 30],
    ] as const) {
      await page.getByRole('button', { name: label }).click()
      await eventually(() => rows.count()).toBe(days + 1)
      await eventually(() => page.getByRole('button', { name: label }).getAttribute('aria-pressed')).toBe('true')
      expect(new URL(page.url()).searchParams.get('days')).toBe(days === 30 ? null : String(days))
    }
    await page.getByRole('button', { name: 'Close', exact: true }).last().click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('')
  })

  test('the report has the content of the page, and no name in it is executed as a formula', async () => {
    const made = await usedKey({ name: '=HYPERLINK("http://evil.example","x")' })
    const page = await visit({ path: `/api-keys?usage=${made.id}&days=7` })
    await page.getByText('Most accessed endpoints').first().waitFor()
    const { name, text } = await downloadedBy(page, () =>
      page.getByRole('button', { name: 'Export usage report' }).click(),
    )
    expect(name).toMatch(/usage-7-days\.csv$/)
    const lines = text.replace('\uFEFF', '').trim().split('\r\n')
    expect(lines[0]).toBe('Section,Item,Requests,Errors,Average (ms),p95 (ms)')
    expect(lines[1]).toMatch(/^Total,"'=HYPERLINK\(""http:\/\/evil\.example"",""x""\)",5,1,[\d.]+,[\d.]+$/)
    const today = new Date().toISOString().slice(0, 10)
    expect(lines).toContain(`Day,${today},5,1,,`)
    expect(lines.filter((line) => line.startsWith('Day,'))).toHaveLength(7)
    expect(lines.some((line) => /^Endpoint,\/api\/v1\/me,3,0,[\d.]+,$/.test(line))).toBe(true)
    expect(lines).toContain('Status,4xx,1,,,')
  })

  test('countries are shown by name, the most frequent first, in the page and in the report', async () => {
    const made = await usedKey()
    expect((await usageOf(made.id, 7)).byCountry).toEqual([{ country: expect.stringMatching(/^[A-Z]{2}$/), calls: 5 }])
    const page = await visit()
    // Only of this range: a refresh that is pending when the page closes would fail the run.
    await page.route('**/usage?days=30', async (route) => {
      const usage = await (await route.fetch()).json()
      const byCountry = ['DE', 'US', 'T1', 'ZZ'].map((country, at) => ({ country, calls: 1234 - at }))
      return route.fulfill({ json: { ...usage, byCountry } })
    })
    await page.goto(`/api-keys?usage=${made.id}`)
    const list = page.getByRole('list', { name: 'Requests by country' })
    await eventually(() => list.getByRole('listitem').allInnerTexts()).toEqual([
      'Germany\n1,234',
      'United States\n1,233',
      'Tor network\n1,232',
      'Unknown\n1,231',
    ])
    const { text } = await downloadedBy(page, () => page.getByRole('button', { name: 'Export usage report' }).click())
    expect(text).toContain('\r\nCountry,Germany,1234,,,\r\nCountry,United States,1233,,,\r\n')
  })

  test('a key without calls, a deleted key, and a failure each show a message', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: `/api-keys?usage=${made.id}` })
    await page.getByText('No requests with this key in the last 30 days.').waitFor()
    await page.goto('/api-keys?usage=key_01kaj3v5e8w2m4q6t8y0z2b4d6')
    await page.getByText('This API key no longer exists.').waitFor()
    let failing = true
    await page.route('**/usage?**', (route) => (failing ? route.fulfill({ status: 400, json: {} }) : route.fallback()))
    await page.goto(`/api-keys?usage=${made.id}`)
    const retry = page.getByRole('button', { name: 'Try again' })
    await retry.waitFor()
    failing = false
    await retry.click()
    await page.getByText('No requests with this key').waitFor()
  })

  test('its height does not change when it loads, and it is accessible at every size', async () => {
    const made = await usedKey({ name: freshName('A key with quite a long name that has to wrap somewhere') })
    for (const size of [PHONE, TABLET]) {
      const page = await visit(size)
      let answer = () => {}
      const asked = new Promise<void>((resolve) => {
        answer = resolve
      })
      await page.route('**/usage?**', async (route) => {
        await asked
        await route.fallback()
      })
      await page.goto(`/api-keys?usage=${made.id}`)
      const dialog = page.getByRole('dialog')
      await dialog.getByText('Total requests').waitFor()
      const before = await dialog.boundingBox()
      answer()
      await dialog.getByText('Most accessed endpoints').first().waitFor()
      expect(await dialog.boundingBox()).toEqual(before)
      await expectAccessible(page, 'usage statistics')
    }
  })
})

describe('the limit of a key', () => {
  test('shows what is left of any limit when that is little, and asks only about such keys', async () => {
    const batch = freshName('Near')
    const rateLimit = { perMinute: 10, perHour: null, perDay: null }
    const near = await makeKey(instance(), { name: `${batch} near`, rateLimit })
    const far = await makeKey(instance(), { name: `${batch} far` })
    const spent = await makeKey(instance(), { name: `${batch} spent`, rateLimit: { perHour: 50, perDay: 2 } })
    const quiet = await makeKey(instance(), { name: `${batch} quiet` })
    for (let call = 0; call < 9; call += 1) await callWith(instance().url, near.key)
    await callWith(instance().url, far.key)
    for (let call = 0; call < 3; call += 1) await callWith(instance().url, spent.key)
    await eventually(async () => (await usageOf(spent.id, 1)).total).toBe(3)
    await eventually(async () => (await usageOf(near.id, 1)).total).toBe(9)
    await eventually(async () => (await usageOf(far.id, 1)).total).toBe(1)
    const page = await visit()
    const asked: string[] = []
    page.on('request', (request) => {
      const id = /api-keys\/(key_\w+)\/usage/.exec(request.url())?.[1]
      if (id) asked.push(id)
    })
    await page.goto(`/api-keys?q=${encodeURIComponent(batch)}`)
    const row = (name: string) => page.getByRole('row').filter({ hasText: name })
    await row(near.name).getByText('1 of 10 left this minute').waitFor()
    await row(spent.name).getByText('0 of 2 left in 24 hours').waitFor()
    expect(await row(far.name).getByText('left').count()).toBe(0)
    expect(asked).not.toContain(quiet.id)
    expect(new Set(asked)).toEqual(new Set([near.id, spent.id, far.id]))
    await expectAccessible(page, 'list with a key near its limit')
  })
})
