import { createHmac } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { SENDER_REQUESTS, type SenderRequest, slackHeaders } from '../support/sender-requests.ts'
import { makeWebhook, post, useReceiver } from './receiver.ts'
import { eventually, freshName, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()
const receiver = useReceiver()

const SECRET = 'the secret of the repository'

/** A module for issues, with a name of its own. */
async function makeModule(): Promise<{ slug: string; name: string }> {
  const name = freshName('Issues')
  const slug = name.toLowerCase().replaceAll(' ', '-')
  await post(instance(), '/modules', {
    slug,
    name,
    fields: [
      { name: 'number', label: 'Number', type: 'number', required: true, unique: true },
      { name: 'title', label: 'Title', type: 'text', required: true },
      { name: 'author', label: 'Author', type: 'text' },
    ],
  })
  return { slug, name }
}

const issue = (number: number, title: string) =>
  JSON.stringify({ action: 'opened', issue: { number, title, user: { login: `author of ${number}` } } })

/** Posts a body as GitHub does, signed with a secret. */
const deliver = (url: string, body: string, delivery: string, secret = SECRET) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-delivery': delivery,
      'x-github-event': 'issues',
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
    body,
  })

/** Creates an incoming webhook for GitHub in the dashboard, and returns its URL with the token. */
async function createInDashboard(page: Page, module: { name: string; slug: string }, name: string): Promise<string> {
  await page.goto('/incoming?dialog=create')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Next: map fields' }).click()
  await dialog.getByText('Choose who sends.').first().waitFor()
  await dialog.getByRole('button', { name: /^GitHub/ }).click()
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByLabel('Secret', { exact: true }).fill(SECRET)
  await dialog.getByLabel('Module', { exact: true }).selectOption(module.slug)
  await dialog.getByRole('radio', { name: 'Upsert' }).check()
  await dialog.getByRole('button', { name: 'Next: map fields' }).click()
  // The example of GitHub stands in until there is a request. Required fields come first, then the one that is selected.
  await dialog.getByText('Select a value to map it to Number.').waitFor()
  await dialog.getByRole('button', { name: 'Use issue.number: 2' }).click()
  await dialog.getByText('Required and not mapped: Title.').waitFor()
  await dialog.getByRole('button', { name: /^Use issue\.title/ }).click()
  await dialog.getByText('"Spelling error in the README file"').last().waitFor()
  await dialog.getByRole('button', { name: 'Create incoming webhook' }).click()
  await dialog.getByText("Save this URL now! You won't see it again.").waitFor()
  const url = (await page.locator('[data-secret]').textContent()) ?? ''
  // What was not copied is not lost by one press.
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.getByText('You have not copied the URL').waitFor()
  await page.getByRole('button', { name: 'Go back' }).click()
  await dialog.getByRole('button', { name: 'Copy URL' }).click()
  await dialog.getByRole('button', { name: 'View requests' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  return url
}

test('a request that GitHub signed becomes a record by a mapping that was made in the dashboard, and reaches a webhook', async () => {
  const module = await makeModule()
  const path = `/${module.slug}`
  await makeWebhook(instance(), { url: receiver.url(path), events: ['record.*'] })
  const page = await visit()
  const name = freshName('GitHub issues')
  const url = await createInDashboard(page, module, name)
  expect(url).toMatch(/\/api\/v1\/webhooks\/incoming\/hook_live_/)

  // The first request shows in the list without a reload.
  expect((await deliver(url, issue(41, 'Door is locked'), 'delivery-1')).status).toBe(200)
  await page.getByText('Record created').waitFor()
  await eventually(() =>
    receiver
      .at(path)
      .map(({ body }) => JSON.parse(body))
      .map(({ type }) => type),
  ).toEqual(['record.created'])
  expect(receiver.at(path)[0]?.body).toContain('Door is locked')

  // The author is mapped against the captured request.
  await page.getByRole('tab', { name: 'Mapping' }).click()
  await page.getByLabel('Author', { exact: true }).click()
  await page.getByRole('button', { name: /^Use issue\.user\.login/ }).click()
  await expect.poll(() => page.getByLabel('Author', { exact: true }).inputValue()).toBe('issue.user.login')
  await page.locator('[data-field=author]').getByText('"author of 41"').waitFor()
  // An expression that cannot be read says so while it is typed.
  await page.getByLabel('Title', { exact: true }).fill('$uppercase(issue.title')
  await page.locator('[data-field=title] .text-bad').waitFor()
  await page.getByLabel('Title', { exact: true }).fill('$uppercase(issue.title)')
  await page.locator('[data-field=title]').getByText('"DOOR IS LOCKED"').waitFor()
  await page.getByRole('button', { name: 'Save Changes' }).click()
  await page.getByText(`Mapping of ${name} saved.`).waitFor()

  // Replayed, the request is handled by the new mapping.
  await page.getByRole('tab', { name: 'Requests' }).click()
  await page
    .getByRole('button', { name: /^View the request of/ })
    .first()
    .click()
  const drawer = page.getByRole('complementary', { name: 'Request' })
  await drawer.getByText('"Door is locked"').first().waitFor()
  await drawer.getByRole('button', { name: 'Replay' }).click()
  await page.getByText('Request replayed: Record updated.').waitFor()
  await drawer.getByText('"DOOR IS LOCKED"').waitFor()
  await drawer.getByRole('link', { name: 'Open the record' }).click()
  await page.getByText('author of 41').first().waitFor()
  await eventually(() => receiver.at(path).length).toBe(2)
})

/** By the label of a field: a value of the pasted payload that is pressed, or an expression that is typed. */
type Mapped = { press: string } | { type: string }

const SENT_BY: Record<
  'Stripe' | 'Shopify' | 'Slack' | 'a plain HTML form',
  { preset: RegExp; mapping: Record<string, Mapped>; shown: string[] }
> = {
  Stripe: {
    preset: /^Stripe/,
    mapping: {
      Reference: { press: 'data.object.id' },
      Email: { press: 'data.object.customer_details.email' },
      Amount: { type: 'data.object.amount_total / 100' },
      Title: { press: 'data.object.customer_details.name' },
      At: { press: 'created' },
    },
    shown: ['Jenny Rosen', 'jenny.rosen@example.com', '21.98'],
  },
  Shopify: {
    preset: /^Shopify/,
    mapping: {
      Reference: { press: 'id' },
      Email: { press: 'email' },
      Amount: { press: 'current_total_price' },
      Title: { type: '$join([customer.first_name, customer.last_name], " ")' },
      At: { press: 'created_at' },
    },
    shown: ['820982911946154508', 'John Smith', 'jon@example.com', '398'],
  },
  Slack: {
    preset: /^Slack/,
    mapping: {
      Reference: { press: 'event_id' },
      Title: { press: 'event.text' },
      At: { press: 'event_time' },
    },
    shown: ['Ev123ABC456', 'Live long and prospect.'],
  },
  'a plain HTML form': {
    preset: /^No verification/,
    mapping: {
      Reference: { press: 'your-email' },
      Email: { press: 'your-email' },
      Title: { press: '["First name"]' },
    },
    shown: ['ada@example.com', 'Ada'],
  },
}

test.each(Object.keys(SENT_BY) as (keyof typeof SENT_BY)[])(
  'a payload of %s becomes a record by a mapping that was made in the dashboard alone',
  async (sender) => {
    const { preset, mapping, shown } = SENT_BY[sender]
    const { body, type, headers }: SenderRequest = SENDER_REQUESTS[sender]
    const slug = freshName('received').toLowerCase().replaceAll(' ', '-')
    await post(instance(), '/modules', {
      slug,
      name: 'Received',
      fields: [
        { name: 'reference', label: 'Reference', type: 'text', required: true, unique: true },
        { name: 'email', label: 'Email', type: 'email' },
        { name: 'amount', label: 'Amount', type: 'number' },
        { name: 'title', label: 'Title', type: 'text' },
        { name: 'at', label: 'At', type: 'datetime' },
      ],
    })
    const page = await visit({ path: '/incoming?dialog=create' })
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: preset }).click()
    await dialog.getByLabel('Name', { exact: true }).fill(freshName('Sender'))
    const isSigned = sender !== 'a plain HTML form'
    if (isSigned) await dialog.getByLabel('Secret', { exact: true }).fill(SECRET)
    await dialog.getByLabel('Module', { exact: true }).selectOption(slug)
    await dialog.getByRole('button', { name: 'Next: map fields' }).click()

    const paste = dialog.getByLabel('Paste a payload')
    // The example of a known sender gives way to what is pasted.
    if (isSigned) await dialog.getByRole('button', { name: 'Paste another' }).click()
    await paste.fill(body)
    for (const [label, mapped] of Object.entries(mapping)) {
      const field = dialog.getByLabel(label, { exact: true })
      if ('type' in mapped) {
        await field.fill(mapped.type)
        continue
      }
      await field.click()
      await dialog.getByRole('button', { name: `Use ${mapped.press}:` }).click()
      await expect.poll(() => field.inputValue()).toBe(mapped.press)
    }
    await dialog.getByRole('button', { name: 'Create incoming webhook' }).click()
    await dialog.getByText("Save this URL now! You won't see it again.").waitFor()
    const url = (await page.locator('[data-secret]').textContent()) ?? ''

    if (sender === 'Slack') {
      const check = JSON.stringify({ type: 'url_verification', token: 'of the app', challenge: '3eZbrw1aBm2rZgRNFdxV' })
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': type, ...(await slackHeaders(SECRET, check)) },
        body: check,
      })
      expect(await answer.text()).toContain('3eZbrw1aBm2rZgRNFdxV')
    }
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type, ...(await headers(SECRET, body)) },
      body,
    })
    expect(await answer.json()).toMatchObject({ result: 'created' })
    await page.goto(`/incoming?view=modules&module=${slug}`)
    const row = page.getByRole('row').nth(1)
    for (const text of shown) await row.getByText(text, { exact: true }).first().waitFor()
  },
)

test('a request with a wrong signature is listed with its reason and how to fix it', async () => {
  const module = await makeModule()
  const { url, id } = await post(instance(), '/incoming-webhooks', {
    name: freshName('GitHub'),
    module: module.slug,
    mapping: { number: 'issue.number', title: 'issue.title' },
    verification: { kind: 'github', secret: SECRET },
  })
  expect((await deliver(url, issue(1, 'One'), 'delivery-1', 'another secret')).status).toBe(401)
  expect((await deliver(url, issue(2, ''), 'delivery-2')).status).toBe(422)
  const page = await visit({ path: `/incoming?incoming=${id}` })
  await page.getByText('Wrong signature').waitFor()
  await page.getByRole('button', { name: 'Refused', exact: true }).click()
  await page
    .getByRole('button', { name: /^View the request of/ })
    .last()
    .click()
  const drawer = page.getByRole('complementary', { name: 'Request' })
  await drawer.getByText('The signature does not match the body').waitFor()
  await drawer.getByText('Enter the same text on GitHub').waitFor()
  await drawer.getByText('The body was not kept, because the sender was not verified.').waitFor()
  expect(await drawer.getByRole('button', { name: 'Replay' }).getAttribute('aria-disabled')).toBe('true')

  // The request before it in the list was signed, but lacks a title: it says so by field.
  await drawer.getByRole('button', { name: 'Previous' }).click()
  await drawer.getByRole('list', { name: 'Errors by field' }).getByText('title').waitFor()
  await drawer.getByRole('link', { name: 'Correct the mapping with this payload.' }).waitFor()

  // Only what was kept can be selected. Replayed with others, it is still refused, and says why.
  await page.keyboard.press('Escape')
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check()
  await page.getByText('1 request selected').waitFor()
  await page.getByRole('button', { name: 'Replay…' }).click()
  await page.getByRole('button', { name: 'Replay 1 request' }).click()
  await page.getByText('0 requests replayed.').waitFor()
  await page.getByText('title is required').first().waitFor()
  await eventually(() => page.getByRole('button', { name: /^View the request of/ }).count()).toBe(3)
})

test('everything that was refused is replayed by a job once the mapping is right', async () => {
  const module = await makeModule()
  const { url, id } = await post(instance(), '/incoming-webhooks', {
    name: freshName('Refused'),
    module: module.slug,
    mapping: { number: 'issue.number' },
  })
  for (const number of [1, 2, 3]) {
    const answer = await deliver(url, issue(number, `Issue ${number}`), `${number}`)
    expect(answer.status).toBe(422)
  }
  const page = await visit({ path: `/incoming?incoming=${id}&tab=mapping` })
  await page.getByText('Required and not mapped: Title.').waitFor()
  await page.getByRole('button', { name: /^Use issue\.title/ }).click()
  await page.getByRole('button', { name: 'Save Changes' }).click()
  await page.getByText(/^Mapping of .* saved\.$/).waitFor()
  await page.getByRole('tab', { name: 'Requests' }).click()
  await page.getByRole('button', { name: 'Replay 3 refused…' }).click()
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await dialog.getByText('3 requests will be replayed.').waitFor()
  await dialog.getByRole('button', { name: 'Replay 3 requests' }).click()
  await page.getByText(/^Requests of .* replayed: 3 accepted\.$/).waitFor()
  await eventually(() => page.getByText('Record created').count()).toBe(3)
  // Nothing is left to replay.
  await eventually(() => page.getByRole('button', { name: /refused…$/ }).count()).toBe(0)
})

test('another module says which mappings it has no field for, and lets them be mended before it is saved', async () => {
  const [first, second] = [await makeModule(), freshName('tickets').toLowerCase().replaceAll(' ', '-')]
  await post(instance(), '/modules', {
    slug: second,
    name: 'Tickets',
    fields: [
      { name: 'number', label: 'Number', type: 'number', required: true, unique: true },
      { name: 'subject', label: 'Subject', type: 'text', required: true },
    ],
  })
  const { id } = await post(instance(), '/incoming-webhooks', {
    name: freshName('Moved'),
    module: first.slug,
    mapping: { number: 'issue.number', title: 'issue.title', author: 'issue.user.login' },
  })
  const page = await visit({ path: `/incoming?incoming=${id}&tab=settings` })
  await page.getByLabel('Module', { exact: true }).selectOption(second)
  await page.getByText('Tickets does not have the fields Title and Author.').waitFor()
  await page.getByText('Required and not mapped: Subject.').waitFor()
  await page.getByLabel('Subject', { exact: true }).fill('issue.title')
  await page.getByText('Target, Mapping').waitFor()
  // Back at the module of before, nothing is lost.
  await page.getByLabel('Module', { exact: true }).selectOption(first.slug)
  await expect.poll(() => page.getByLabel('Author', { exact: true }).inputValue()).toBe('issue.user.login')
  await page.getByLabel('Module', { exact: true }).selectOption(second)
  await expect.poll(() => page.getByLabel('Subject', { exact: true }).inputValue()).toBe('issue.title')
  await page.getByLabel('Subject', { exact: true }).press('Control+Enter')
  await page.getByText(/ saved\.$/).waitFor()
  const { apiKey, url } = instance()
  const saved = await fetch(`${url}/api/v1/incoming-webhooks/${id}`, { headers: { authorization: `Bearer ${apiKey}` } })
  expect(await saved.json()).toMatchObject({
    module: second,
    mapping: { number: 'issue.number', subject: 'issue.title' },
  })
})

test('a new token takes the place of the old one at once', async () => {
  const { url, id } = await post(instance(), '/incoming-webhooks', {
    name: freshName('Form'),
    target: 'event',
    eventType: 'form.sent',
  })
  const page = await visit({ path: `/incoming?incoming=${id}&tab=settings` })
  await page.getByRole('button', { name: 'Regenerate token…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('I understand that the old URL stops working immediately').check()
  await dialog.getByRole('button', { name: 'Regenerate token' }).click()
  await dialog.getByText('Token regenerated').waitFor()
  const next = (await page.locator('[data-secret]').textContent()) ?? ''
  const send = (to: string) => fetch(to, { method: 'POST', body: new URLSearchParams({ name: 'Ada' }) })
  expect((await send(url)).status).toBe(404)
  expect((await send(next)).status).toBe(200)
})
