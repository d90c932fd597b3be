import { createHmac } from 'node:crypto'
import { Webhook as Verifier } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { makeWebhook, publish, useReceiver } from './receiver.ts'
import { callWith, eventually, freshName, PHONE, shownKey, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()
const receiver = useReceiver()

async function webhookOf(id: string) {
  const answer = await callWith(instance().url, instance().apiKey, `/api/v1/webhooks/${id}`)
  return answer.status === 404 ? null : answer.json()
}

const listOf = (name: string) => `/webhooks?q=${encodeURIComponent(name)}`
const pageOf = (id: string, more = '') => `/webhooks?webhook=${id}${more}`

/** A path of the receiver that no other test uses. */
const freshPath = () => `/${freshName('hook').replaceAll(' ', '-')}`

describe('making a webhook', () => {
  test('the address is judged while it is typed, tested before it is saved, and the secret signs what arrives', async () => {
    const path = freshPath()
    const page = await visit({ path: '/webhooks?dialog=create' })
    const dialog = page.getByRole('dialog', { name: 'Create New Webhook' })
    const name = freshName('Orders')
    await dialog.getByLabel('Webhook Name').fill(name)
    const url = dialog.getByLabel('Target URL')
    await url.fill('htt')
    await eventually(() => dialog.getByText('The address must start with https://').count()).toBe(0)
    await url.fill('http://example.com')
    await dialog.getByText('The address must start with https://').waitFor()
    await url.fill('https://me:secret@example.com')
    await dialog.getByText('must not hold a user name or password').waitFor()
    await url.fill(receiver.url(path))
    await eventually(() => dialog.getByText('must not hold a user name or password').count()).toBe(0)
    const secret = await shownKey(page)
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)

    await dialog.getByRole('button', { name: 'Create Webhook' }).click()
    await dialog.getByText('Choose at least one event.').waitFor()

    await dialog.getByLabel('Search events').fill('signed up')
    await dialog.getByLabel('user.created').check()
    await dialog.getByLabel('Search events').fill('')
    await dialog.getByRole('button', { name: 'Show events of Payments' }).click()
    await dialog.getByLabel('payment.*').check()
    await eventually(() => dialog.getByLabel('payment.failed').isDisabled()).toBe(true)
    await dialog.getByText('2 events or patterns chosen').waitFor()
    await dialog.getByRole('button', { name: 'Add header' }).click()
    await dialog.getByLabel('Name of header 1').fill('X-Team')
    await dialog.getByLabel('Value of header 1').fill('warehouse')

    await dialog.getByText('Delivery settings').click()
    await dialog.getByText('then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h.').waitFor()
    await dialog.getByLabel('Most retries').fill('2')
    await dialog.getByText('then after 5 s, 5 min.').waitFor()
    await dialog.getByLabel('Timeout').fill('20')

    await dialog.getByRole('button', { name: 'Test Connection' }).click()
    await dialog.getByText('Status 200').waitFor()
    await dialog.getByText('of the test').waitFor()
    const [tried] = receiver.at(path)
    expect(tried?.headers['x-team']).toBe('warehouse')
    expect(new Verifier(secret).verify(tried?.body ?? '', tried?.headers ?? {})).toMatchObject({ type: 'webhook.test' })
    // As the line of PHP that is shown checks it.
    const expected = createHmac('sha256', secret).update(tried?.body ?? '')
    expect(tried?.headers['x-webhook-signature']).toBe(expected.digest('hex'))

    await dialog.getByRole('button', { name: 'Create Webhook' }).click()
    const made = page.getByRole('dialog', { name: 'Webhook Created Successfully' })
    await made.getByText("Save this secret now! You won't see it again.").waitFor()
    expect(await shownKey(page)).toBe(secret)
    await made.getByText('standardwebhooks').first().waitFor()
    await made.getByRole('button', { name: 'PHP' }).click()
    await made.getByText('hash_hmac').waitFor()
    await made.getByRole('button', { name: 'See its deliveries' }).click()
    await page.getByRole('heading', { name }).waitFor()
    await page.getByRole('row', { name: /webhook\.test.*Succeeded.*200/ }).waitFor()
    await eventually(() => receiver.at(path).length).toBe(2)
    const id = new URL(page.url()).searchParams.get('webhook') ?? ''
    expect(await webhookOf(id)).toMatchObject({
      name,
      events: ['user.created', 'payment.*'],
      headers: { 'X-Team': 'warehouse' },
      maxRetries: 2,
      timeoutSeconds: 20,
    })
  })

  test('what the server refuses is told at its field, and an event of their own can be defined on the way', async () => {
    const type = `${freshName('parcel').replaceAll(' ', '').toLowerCase()}.lost`
    const page = await visit({ path: '/webhooks?dialog=create' })
    const dialog = page.getByRole('dialog', { name: 'Create New Webhook' })
    await dialog.getByLabel('Webhook Name').fill(freshName('Refused'))
    await dialog.getByLabel('Target URL').fill('https://192.168.1.10/hooks')
    await dialog.getByLabel('Another event or pattern').fill('Not an event')
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await dialog.getByText('Write it like user.created, user.* or *.').waitFor()
    await dialog.getByLabel('Another event or pattern').fill(type)
    await page.keyboard.press('Enter')
    await dialog.getByText(`${type} is not known yet`).waitFor()
    await dialog.getByLabel('When it happens').fill('A parcel got lost.')
    await dialog.getByLabel('Sample of its data').fill('{ "id": "par_1" }')
    await dialog.getByRole('button', { name: 'Define and add' }).click()
    await dialog.getByText('1 event or pattern chosen').waitFor()
    await dialog.getByRole('button', { name: 'Create Webhook' }).click()
    await dialog.getByText('Some fields need another look.').waitFor()
    await dialog.getByText('must not be a private or reserved address').waitFor()
  })
})

describe('deliveries', () => {
  test('one that failed is opened, understood, copied and sent again', async () => {
    const path = freshPath()
    receiver.fail(path)
    const hook = await makeWebhook(instance(), {
      url: receiver.url(path),
      maxRetries: 0,
      headers: { 'X-Api-Token': 'very-secret' },
    })
    await publish(instance())
    await eventually(async () => (await webhookOf(hook.id)).health).toBe('degraded')
    const page = await visit({ path: `${listOf(hook.name)}&health=degraded` })
    await page.getByRole('row', { name: /Degraded/ }).waitFor()
    await page.getByRole('combobox', { name: 'Health' }).selectOption('Healthy')
    await page.getByText('Nothing matches').waitFor()
    await page.goBack()
    await page.getByRole('link', { name: hook.name }).click()
    await page.getByRole('row', { name: /user\.created.*Failed.*500/ }).waitFor()
    await page.getByRole('combobox', { name: 'Status' }).selectOption('succeeded')
    await page.getByText('Nothing matches').waitFor()
    await page.goBack()
    await page.getByRole('button', { name: /^View delivery of user\.created/ }).click()
    const drawer = page.getByRole('dialog', { name: 'user.created' })
    await drawer.getByText('Status 500').waitFor()
    await drawer.getByText('out of order').waitFor()
    await drawer.getByText('"name": "Ada"').waitFor()
    await drawer.getByRole('button', { name: 'Copy as curl' }).click()
    await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toContain('curl -X POST')
    const command = await page.evaluate(() => navigator.clipboard.readText())
    expect(command).toContain(receiver.url(path))
    expect(command).not.toMatch(/very-secret|signature/)

    receiver.mend(path)
    await drawer.getByRole('button', { name: 'Retry' }).click()
    await drawer.getByText('Attempt 2').waitFor()
    await drawer.getByText('Status 200').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('row', { name: /user\.created.*Succeeded.*200.*2/ }).waitFor()
    const [first, second] = receiver.at(path)
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(second?.headers['x-api-token']).toBe('very-secret')
  })

  test('all that failed since a time are counted, then recovered; chosen ones are sent again', async () => {
    const path = freshPath()
    receiver.fail(path)
    const hook = await makeWebhook(instance(), { url: receiver.url(path), maxRetries: 0 })
    for (let index = 0; index < 3; index += 1) await publish(instance())
    const page = await visit({ path: pageOf(hook.id) })
    await eventually(() => page.getByRole('row', { name: /Failed/ }).count()).toBe(3)
    receiver.mend(path)
    await page.getByRole('button', { name: 'Recover' }).click()
    const dialog = page.getByRole('dialog', { name: 'Recover Failed Deliveries' })
    await dialog.getByLabel('Failed since').fill('2026-01-01T00:00')
    await dialog.getByText('3 deliveries will be sent again').waitFor()
    await dialog.getByRole('button', { name: 'Send 3 deliveries' }).click()
    const progress = page.getByRole('dialog', { name: 'Sending Deliveries Again' })
    await progress.getByText('3 deliveries on their way again.').waitFor()
    await progress.getByRole('button', { name: 'Close' }).last().click()
    await eventually(() => page.getByRole('row', { name: /Succeeded/ }).count()).toBe(3)
    expect(receiver.at(path)).toHaveLength(6)

    await page
      .getByRole('checkbox', { name: /^Select delivery/ })
      .first()
      .check()
    await page.getByRole('region', { name: 'Chosen deliveries' }).getByRole('button', { name: 'Send again' }).click()
    const again = page.getByRole('dialog', { name: 'Send Deliveries Again?' })
    await again.getByRole('button', { name: 'Send 1 delivery' }).click()
    await progress.getByText('1 delivery on their way again.').waitFor()
    await eventually(() => receiver.at(path).length).toBe(7)
  })
})

describe('a webhook', () => {
  test('is paused and resumed by its switch, and each can be undone', async () => {
    const path = freshPath()
    const hook = await makeWebhook(instance(), { url: receiver.url(path) })
    const page = await visit({ path: listOf(hook.name) })
    const flip = page.getByRole('switch', { name: `${hook.name} is active` })
    await flip.click()
    await page.getByText(`${hook.name} is paused.`).waitFor()
    expect((await webhookOf(hook.id)).status).toBe('paused')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(`${hook.name} is active again.`).waitFor()
    await eventually(() => flip.getAttribute('aria-checked')).toBe('true')
    expect((await webhookOf(hook.id)).status).toBe('active')
  })

  test('that was switched off tells why, and goes on after a confirmation', async () => {
    const path = freshPath()
    receiver.fail(path)
    const hook = await makeWebhook(instance(), { url: receiver.url(path), maxRetries: 0, disableAfterFailures: 1 })
    await publish(instance())
    await eventually(async () => (await webhookOf(hook.id)).status).toBe('disabled')
    const page = await visit({ path: listOf(hook.name) })
    await page.getByRole('row', { name: /Disabled/ }).waitFor()
    await page.getByRole('switch', { name: `${hook.name} is active` }).click()
    const dialog = page.getByRole('dialog', { name: 'Resume Webhook?' })
    await dialog.getByText('Switched off after too many failed attempts in a row.').waitFor()
    expect((await webhookOf(hook.id)).status).toBe('disabled')
    await dialog.getByRole('button', { name: 'Resume Webhook' }).click()
    await page.getByText(`${hook.name} is active again.`).waitFor()
    expect(await webhookOf(hook.id)).toMatchObject({ status: 'active', health: 'healthy', consecutiveFailures: 0 })
  })

  test('is tested by its dialog: the sample is shown before it is sent, and the answer after', async () => {
    const path = freshPath()
    receiver.fail(path)
    const hook = await makeWebhook(instance(), { url: receiver.url(path) })
    const page = await visit({ path: listOf(hook.name) })
    await page.getByRole('button', { name: `Actions for ${hook.name}` }).click()
    await page.getByRole('menuitem', { name: 'Test' }).click()
    const dialog = page.getByRole('dialog', { name: `Test Webhook - ${hook.name}` })
    await dialog.getByText('This is a test from Gatehouse.').waitFor()
    await dialog.getByRole('combobox', { name: 'Event' }).selectOption('invoice.paid')
    await dialog.getByText('inv_2026_014').waitFor()
    expect(receiver.at(path)).toHaveLength(0)
    await dialog.getByRole('button', { name: 'Send test' }).click()
    await dialog.getByText('Status 500').waitFor()
    await dialog.getByText('Answered with an error.').waitFor()
    receiver.mend(path)
    await dialog.getByRole('button', { name: 'Retry' }).click()
    await dialog.getByText('Status 200').waitFor()
    expect(JSON.parse(receiver.at(path)[1]?.body ?? '')).toMatchObject({ type: 'invoice.paid' })
  })

  test('gets a new secret, and both sign while they overlap', async () => {
    const path = freshPath()
    const hook = await makeWebhook(instance(), { url: receiver.url(path) })
    const page = await visit({ path: pageOf(hook.id, '&tab=settings') })
    await page.getByRole('button', { name: 'Rotate secret' }).click()
    const dialog = page.getByRole('dialog', { name: 'Rotate Signing Secret?' })
    await dialog.getByLabel('Immediately').check()
    await dialog.getByLabel('I understand that my receiver needs the new secret at once').waitFor()
    await dialog.getByLabel('After 1 hour').check()
    await dialog.getByRole('button', { name: 'Rotate Secret' }).click()
    const shown = page.getByRole('dialog', { name: 'Secret Rotated Successfully' })
    await shown.getByText('signed with both secrets until').waitFor()
    const secret = await shownKey(page)
    expect(secret).not.toBe(hook.secret)
    await shown.getByRole('button', { name: 'Confirm' }).click()
    await page.getByText('signed with both secrets until').waitFor()
    await publish(instance())
    await eventually(() => receiver.at(path).length).toBe(1)
    const [delivery] = receiver.at(path)
    for (const one of [hook.secret, secret]) {
      expect(new Verifier(one).verify(delivery?.body ?? '', delivery?.headers ?? {})).toMatchObject({
        type: 'user.created',
      })
    }
  })

  test('is edited, with filter and transformation tried on a sample while they are typed', async () => {
    const path = freshPath()
    const hook = await makeWebhook(instance(), { url: receiver.url(path), events: ['payment.completed'] })
    const page = await visit({ path: `/webhooks?dialog=edit&for=${hook.id}` })
    const dialog = page.getByRole('dialog', { name: `Edit Webhook - ${hook.name}` })
    await dialog.getByText('Filter and transformation').click()
    const filter = dialog.getByLabel('Filter', { exact: true })
    await filter.fill('{ "data.amount": { "$lt": 100 } }')
    await dialog.getByText('This event does not match the filter').waitFor()
    await filter.fill('{ "data.amount": { "$gte": 100 ')
    await dialog.getByText('This is not JSON yet.').waitFor()
    await filter.fill('{ "data.amount": { "$gte": 100 } }')
    await dialog.getByText('This event matches the filter').waitFor()
    await filter.fill('{ "$where": "1" }')
    await dialog.locator('[aria-invalid=true]').waitFor()
    await filter.fill('{ "data.amount": { "$gte": 100 } }')
    const transform = dialog.getByLabel('Transformation', { exact: true })
    await transform.fill('{ "text": "Paid " & data.amount')
    await dialog.locator('textarea[aria-invalid=true]').waitFor()
    await transform.fill('{ "text": "Paid " & data.amount }')
    await dialog.getByText('"text": "Paid 4900"').waitFor()
    await dialog.getByRole('button', { name: 'Save Changes' }).click()
    await page.getByText(`${hook.name} is saved.`).waitFor()
    await publish(instance(), 'payment.completed', { amount: 50 })
    await publish(instance(), 'payment.completed', { amount: 150 })
    await eventually(() => receiver.at(path).map((one) => one.body)).toEqual(['{"text":"Paid 150"}'])
  })

  test('is deleted after its name was read and a box was ticked, from its own page too', async () => {
    const hook = await makeWebhook(instance(), { url: receiver.url(freshPath()) })
    const page = await visit({ path: pageOf(hook.id, '&tab=settings') })
    await page.getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete Webhook?' })
    const cancel = dialog.getByRole('button', { name: 'Cancel' })
    await eventually(() => cancel.evaluate((button) => button === document.activeElement)).toBe(true)
    await dialog.getByRole('button', { name: 'Delete Webhook' }).click({ force: true })
    expect(await webhookOf(hook.id)).not.toBeNull()
    await dialog.getByLabel(`Yes, delete ${hook.name}`).check()
    await dialog.getByRole('button', { name: 'Delete Webhook' }).click()
    await page.getByText(`${hook.name} is deleted.`).waitFor()
    await page.getByRole('heading', { name: 'Webhooks' }).waitFor()
    expect(await webhookOf(hook.id)).toBeNull()
    await page.goto(pageOf(hook.id))
    await page.getByText('This webhook does not exist any more.').waitFor()
  })
})

describe('several webhooks', () => {
  test('are paused, tested and deleted together', async () => {
    const batch = freshName('Bulk')
    const hooks: Awaited<ReturnType<typeof makeWebhook>>[] = []
    const path = freshPath()
    for (const letter of ['a', 'b', 'c']) {
      hooks.push(await makeWebhook(instance(), { name: `${batch} ${letter}`, url: receiver.url(path) }))
    }
    const statuses = () => Promise.all(hooks.map(async ({ id }) => (await webhookOf(id))?.status ?? 'gone'))
    const page = await visit({ path: listOf(batch) })
    const bar = page.getByRole('region', { name: 'Chosen webhooks' })
    const choose = async () => {
      await page.getByLabel('Select all on this page').check()
      await bar.getByText('3 webhooks chosen').waitFor()
    }
    await choose()
    await bar.getByRole('button', { name: 'Test' }).click()
    await page.getByText('A test is on its way to 3 webhooks.').waitFor()
    await eventually(() => receiver.at(path).length).toBe(3)
    await choose()
    await bar.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('3 webhooks paused.').waitFor()
    expect(await statuses()).toEqual(['paused', 'paused', 'paused'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('3 webhooks resumed.').waitFor()
    expect(await statuses()).toEqual(['active', 'active', 'active'])
    await choose()
    await bar.getByRole('button', { name: 'Delete' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete 3 webhooks?' })
    await dialog.getByLabel('Yes, delete 3 webhooks').check()
    await dialog.getByRole('button', { name: 'Delete 3 webhooks' }).click()
    await page.getByText('3 webhooks deleted.').waitFor()
    expect(await statuses()).toEqual(['gone', 'gone', 'gone'])
    await page.getByText('Nothing matches').waitFor()
  })
})

describe('the list', () => {
  test('says that there is nothing yet and offers to begin', async () => {
    const page = await visit()
    await page.route('**/api/v1/webhooks?*', (route) =>
      route.fulfill({ json: { data: [], nextCursor: null, total: 0 } }),
    )
    await page.goto('/webhooks')
    await page.getByRole('heading', { name: 'No webhooks configured' }).waitFor()
    await page.getByRole('button', { name: 'Create Webhook' }).last().click()
    await page.getByRole('dialog', { name: 'Create New Webhook' }).waitFor()
  })

  test('is reached by G and W, and by the command list; C creates', async () => {
    const page = await visit({ path: '/api-keys' })
    await page.getByRole('heading', { name: 'API Keys' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('w')
    await page.getByRole('heading', { name: 'Webhooks' }).waitFor()
    await page.keyboard.press('c')
    await page.getByRole('dialog', { name: 'Create New Webhook' }).waitFor()
    await page.goto('/api-keys')
    await page.getByRole('heading', { name: 'API Keys' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Type what you want to do' }).fill('webhook')
    await page.getByRole('option', { name: 'Create a webhook' }).click()
    await page.getByRole('dialog', { name: 'Create New Webhook' }).waitFor()
  })

  test('offers nothing to somebody who may only look, and hides from somebody who may not', async () => {
    const hook = await makeWebhook(instance(), { url: receiver.url(freshPath()) })
    const page = await visit(PHONE)
    let scopes = ['webhooks:read', 'events:read']
    await page.route('**/api/v1/me', async (route) => {
      const me = await (await route.fetch()).json()
      return route.fulfill({ json: { ...me, role: 'viewer', scopes } })
    })
    await page.goto(listOf(hook.name))
    await page.getByRole('link', { name: hook.name }).click()
    await page.getByRole('tab', { name: 'Settings' }).waitFor()
    expect(await page.getByRole('switch').count()).toBe(0)
    expect(await page.getByRole('button', { name: /Test|Edit|Recover|Retry/ }).count()).toBe(0)
    scopes = ['api-keys:read']
    await page.goto('/webhooks')
    await page.getByText('Missing permission: webhooks:read').waitFor()
  })
})
