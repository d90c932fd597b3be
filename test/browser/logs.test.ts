import { describe, expect, test } from 'vitest'
import { makeWebhook, publish, useReceiver } from './receiver.ts'
import { callWith, eventually, freshName, makeKey, PHONE, TABLET, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()
const receiver = useReceiver()

const drawerOf = (page: Awaited<ReturnType<typeof visit>>) => page.getByRole('complementary', { name: 'Event Details' })
const rowsOf = (page: Awaited<ReturnType<typeof visit>>) =>
  page.getByRole('table', { name: /^Event log/ }).locator('tbody tr')

describe('an entry of the log', () => {
  test('says why a call was refused, and leads to the key, where that is fixed', async () => {
    const made = await makeKey(instance(), { name: freshName('Refused') })
    await callWith(instance().url, made.key, '/api/v1/webhooks')
    const page = await visit({ path: `/event-logs?key=${made.id}` })
    const row = rowsOf(page).filter({ hasText: 'Missing scope webhooks:read' })
    await row.click()
    const drawer = drawerOf(page)
    await drawer.getByText('The credential does not have webhooks:read, which this path needs.').waitFor()
    await drawer.getByText('Refused. It changed nothing, so there is no event.').waitFor()
    expect(page.url()).toContain('log=log_')
    // The table beside it stays usable: the row is marked, and no dialog covers it.
    expect(await row.getAttribute('data-open')).not.toBeNull()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await drawer.getByRole('link', { name: 'Add the permission to this key.' }).click()
    await page.waitForURL((url) => url.pathname === '/api-keys' && url.search.includes(made.id))
  })

  test('is followed by the next one with J, closed with Esc, and gives the focus back to its row', async () => {
    const made = await makeKey(instance(), { name: freshName('Steps') })
    for (const path of ['/api/v1/me', '/api/v1/me']) await callWith(instance().url, made.key, path)
    await callWith(instance().url, made.key, '/api/v1/webhooks')
    const page = await visit({ path: `/event-logs?key=${made.id}` })
    await eventually(() => rowsOf(page).count()).toBe(3)
    await rowsOf(page).nth(0).getByText('403').click()
    const drawer = drawerOf(page)
    await drawer.getByText('Missing scope webhooks:read', { exact: true }).first().waitFor()
    const first = page.url()
    await page.keyboard.press('j')
    await drawer.getByText('Answered in', { exact: false }).waitFor()
    expect(page.url()).not.toBe(first)
    await page.keyboard.press('k')
    await eventually(() => page.url()).toBe(first)
    await drawer.getByRole('button', { name: 'Next' }).click()
    await eventually(() => rowsOf(page).nth(1).getAttribute('data-open')).not.toBeNull()
    await drawer.getByRole('button', { name: 'Previous' }).click()
    await eventually(() => page.url()).toBe(first)
    await rowsOf(page).nth(0).getByText('403').click()
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
    const focused = () =>
      rowsOf(page)
        .nth(0)
        .evaluate((row) => row.contains(document.activeElement))
    await eventually(focused).toBe(true)
    // One entry in the history for the drawer, whatever was shown in it.
    expect(page.url()).not.toContain('log=')
  })

  test('of a webhook shows what its delivery sent and got, and what else the event led to', async () => {
    const path = `/${freshName('logged').replaceAll(' ', '-')}`
    receiver.fail(path)
    const [bad, good] = await Promise.all([
      makeWebhook(instance(), { name: freshName('Bad'), url: receiver.url(path), events: ['user.created'] }),
      makeWebhook(instance(), { name: freshName('Good'), url: receiver.url('/fine'), events: ['user.created'] }),
    ])
    await publish(instance())
    const page = await visit({ path: `/event-logs?webhook=${bad.id}` })
    await rowsOf(page).filter({ hasText: 'Retrying: answered 500' }).first().click()
    const drawer = drawerOf(page)
    await drawer.getByText('Retrying: answered 500').waitFor()
    await drawer.getByText('The endpoint answered 500.').waitFor()
    await drawer.getByText('"out of order"').waitFor()
    await drawer.getByRole('link', { name: new RegExp(`Delivered.*${good.name}`) }).waitFor()
    await drawer.getByRole('link', { name: new RegExp(`Retrying.*${bad.name}`) }).waitFor()
    await drawer.getByRole('tab', { name: 'Request' }).click()
    await drawer.getByText('"user.created"').first().waitFor()
    await drawer.getByRole('button', { name: 'Copy as cURL' }).click()
    const command = await page.evaluate(() => navigator.clipboard.readText())
    expect(command).toContain(receiver.url(path))
    expect(command.toLowerCase()).not.toContain('signature')

    receiver.mend(path)
    await drawer.getByRole('button', { name: 'Retry delivery' }).click()
    await page.getByText('Delivery of user.created queued.').waitFor()
    await drawer.getByRole('link', { name: new RegExp(`Delivered.*${bad.name}`) }).waitFor({ timeout: 20_000 })
    // New entries wait while the drawer is open.
    await page.keyboard.press('Escape')
    await rowsOf(page)
      .filter({ hasText: /Delivered after \d retr/ })
      .first()
      .waitFor({ timeout: 20_000 })
  })

  test('of a call leads to its event, the deliveries and back, and says when that cannot be loaded', async () => {
    const caller = await makeKey(instance(), { name: freshName('Publisher'), scopes: ['events:write'] })
    const type = 'user.deleted'
    const hook = await makeWebhook(instance(), {
      name: freshName('Listener'),
      url: receiver.url('/listens'),
      events: [type],
    })
    const event: { id: string } = await publish({ ...instance(), apiKey: caller.key }, type)
    const page = await visit()
    await page.route('**/trail', (route) => route.fulfill({ status: 500 }))
    await page.goto(`/event-logs?key=${caller.id}`)
    await rowsOf(page).first().getByText('OK').click()
    const drawer = drawerOf(page)
    await drawer.getByText('What followed could not be loaded.').waitFor({ timeout: 30_000 })
    await page.unroute('**/trail')
    await drawer.getByRole('button', { name: 'Try again' }).click()

    const its = drawer.getByRole('link', { name: `Event ${type}` })
    expect(await its.getAttribute('href')).toContain(event.id)
    await drawer.getByText('1 delivery', { exact: true }).waitFor()
    const delivered = drawer.getByRole('link', { name: new RegExp(`Delivered.*${hook.name}.*200`) })
    await delivered.waitFor({ timeout: 20_000 })
    await delivered.click()
    await page.waitForURL((url) => url.search.includes(hook.id) && url.search.includes('delivery=dlv_'))
    await page.goBack()
    await its.click()
    await page.getByRole('complementary', { name: 'Event' }).getByText(event.id).waitFor()

    // From the attempt back to the call, with the filters of the list.
    await page.goto(`/event-logs?webhook=${hook.id}`)
    await rowsOf(page).first().getByText('Delivered').click()
    await drawer.getByRole('link', { name: 'API call' }).click()
    await drawer.getByText('/api/v1/events').first().waitFor()
    await drawer.getByRole('link', { name: caller.name }).first().waitFor()
    expect(new URL(page.url()).searchParams.get('webhook')).toBe(hook.id)
  })

  test('of a batch lists its events, and of a call that published none says so', async () => {
    const caller = await makeKey(instance(), { name: freshName('Batch'), scopes: ['events:write'] })
    const sent = await fetch(`${instance().url}/api/v1/events/batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${caller.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ events: Array.from({ length: 7 }, () => ({ type: 'user.banned', data: {} })) }),
    })
    expect(sent.status).toBe(202)
    await callWith(instance().url, caller.key)
    const page = await visit({ path: `/event-logs?key=${caller.id}` })
    await rowsOf(page).filter({ hasText: '/batch' }).click()
    const drawer = drawerOf(page)
    await drawer.getByText('7 events', { exact: true }).waitFor()
    await eventually(() => drawer.getByRole('link', { name: 'user.banned' }).count()).toBe(5)
    await drawer.getByRole('link', { name: '2 more events' }).waitFor()
    await page.keyboard.press('k')
    await drawer.getByText('It published no event.', { exact: false }).waitFor()
  })

  test('filters the log by its values, and stays open beside it', async () => {
    const made = await makeKey(instance(), { name: freshName('Values') })
    await callWith(instance().url, made.key)
    await callWith(instance().url, made.key, '/api/v1/webhooks')
    const page = await visit({ path: `/event-logs?key=${made.id}` })
    await eventually(() => rowsOf(page).count()).toBe(2)
    await rowsOf(page).nth(0).getByText('403').click()
    const drawer = drawerOf(page)
    await drawer.getByRole('tab', { name: 'Details' }).click()
    await drawer.getByRole('button', { name: 'Filter by Status: 403' }).click()
    await page.waitForURL(/status=403/)
    await eventually(() => rowsOf(page).count()).toBe(1)
    expect(await page.getByRole('textbox', { name: 'Status code' }).inputValue()).toBe('403')
    await drawer.getByRole('button', { name: 'Filter by Full endpoint URL: /api/v1/webhooks' }).click()
    await page.waitForURL(/path=/)
    const search = page.getByRole('searchbox', { name: 'Path, ID or IP address' })
    await eventually(() => search.inputValue()).toBe('/api/v1/webhooks')
    expect(await drawer.isVisible()).toBe(true)
  })

  test('fills the screen of a phone', async () => {
    const made = await makeKey(instance(), { name: freshName('Phone') })
    await callWith(instance().url, made.key)
    const page = await visit({ ...PHONE, path: `/event-logs?key=${made.id}` })
    await page.getByRole('listitem').filter({ hasText: made.name }).first().click()
    const box = await drawerOf(page).boundingBox()
    expect([box?.x, box?.y, box?.width, box?.height]).toEqual([0, 0, PHONE.width, PHONE.height])
    await drawerOf(page).getByRole('button', { name: 'Close' }).click()
    await drawerOf(page).waitFor({ state: 'detached' })
  })
})

describe('the search of the log', () => {
  test('takes a path, an address, and ids', async () => {
    const made = await makeKey(instance(), { name: freshName('Found') })
    await callWith(instance().url, made.key)
    const page = await visit({ path: `/event-logs?key=${made.id}` })
    await eventually(() => rowsOf(page).count()).toBe(1)
    const id = new URL((await rowsOf(page).getByRole('link').getAttribute('href')) ?? '', page.url()).searchParams.get(
      'log',
    )
    const search = page.getByRole('searchbox', { name: 'Path, ID or IP address' })
    await search.fill('203.0.113.250')
    await page.waitForURL(/ip=203\.0\.113\.250/)
    await page.getByText('No results').waitFor()
    await search.fill('/api/v1/me')
    await page.waitForURL((url) => url.searchParams.get('path') === '/api/v1/me' && !url.searchParams.has('ip'))
    await eventually(() => rowsOf(page).count()).toBe(1)
    await page.goto('/event-logs')
    await search.fill(made.id)
    await page.waitForURL((url) => url.searchParams.get('key') === made.id)
    await search.fill(id ?? '')
    await drawerOf(page).getByText('/api/v1/me').first().waitFor()
  })
})

describe('the chart of the log', () => {
  test('shows its values to pointer, keys and screen readers, and selects a time for the list', async () => {
    const made = await makeKey(instance(), { name: freshName('Charted') })
    await callWith(instance().url, made.key)
    await callWith(instance().url, made.key, '/api/v1/webhooks')
    const page = await visit({ path: `/event-logs?key=${made.id}&range=7d` })
    const chart = page.getByRole('region', { name: 'Entries over time' })
    await eventually(() => chart.getByRole('button', { name: 'Successful 1' }).count()).toBe(1)
    await chart.getByRole('button', { name: 'Client error 1' }).waitFor()
    const table = chart.getByRole('table', { name: 'Entries over time' })
    const last = table.getByRole('row').last()
    await eventually(() => last.getByRole('cell').allTextContents()).toEqual(['1', '1', '0'])

    const plot = chart.getByRole('slider', { name: 'Entries over time' })
    await plot.focus()
    await page.keyboard.press('End')
    await chart.getByText('Click or drag to select').waitFor()
    expect(await plot.getAttribute('aria-valuetext')).toContain('Successful 1, Client error 1, Server error 0')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await page.waitForURL(/from=.*to=|to=.*from=/)
    // The period before had no calls: the list is empty, and the chart still shows the whole range.
    await page.getByText('No results').waitFor()
    expect(await chart.getByRole('button', { name: 'Successful 1' }).count()).toBe(1)
    await chart.getByRole('button', { name: 'Clear the selected time' }).click()
    await eventually(() => rowsOf(page).count()).toBe(2)

    const box = await plot.boundingBox()
    if (!box) throw new Error('the chart has no box')
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.8, box.y + 20)
    await page.mouse.move(box.x + box.width - 2, box.y + 20)
    await page.mouse.up()
    await page.waitForURL(/from=.*to=|to=.*from=/)
    await eventually(() => rowsOf(page).count()).toBe(2)
    await page.goBack()
    await chart.getByRole('button', { name: 'Clear the selected time' }).waitFor({ state: 'detached' })
  })

  test('that cannot be loaded says so, and offers to try again', async () => {
    const page = await visit()
    await page.route('**/api/v1/event-logs/histogram*', (route) => route.fulfill({ status: 500 }), { times: 4 })
    await page.goto('/event-logs')
    await page.getByText('The chart could not be loaded.').waitFor({ timeout: 30_000 })
    await page.unroute('**/api/v1/event-logs/histogram*')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('slider', { name: 'Entries over time' }).waitFor()
  })
})

describe('the table of the log', () => {
  test('never leaves out the outcome, however narrow it is', async () => {
    const made = await makeKey(instance(), { name: freshName('Narrow') })
    await callWith(instance().url, made.key, '/api/v1/webhooks')
    for (const size of [TABLET, PHONE]) {
      const page = await visit({ ...size, path: `/event-logs?key=${made.id}` })
      await page.getByText('Missing scope webhooks:read').first().waitFor()
    }
  })
})
