import { expect, test } from 'vitest'
import { expectAccessible } from './a11y-audit.ts'
import { post, publish, useReceiver } from './receiver.ts'
import { eventually, freshName, PHONE, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()
const receiver = useReceiver()

test('a channel of Slack is connected with a preview, tested, gets events, and is disconnected', async () => {
  const name = freshName('Channel')
  const path = `/services/${freshName('token').replaceAll(' ', '-')}`
  const page = await visit({ path: '/connectors?dialog=create' })
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /^Slack/ }).waitFor()
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()
  await dialog.getByText('Enter the URL').waitFor()
  await dialog.getByText('Choose at least one event').waitFor()
  await dialog.getByText('Turn on Incoming Webhooks').waitFor()
  await dialog.getByLabel('URL', { exact: true }).fill(receiver.url(path))
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByLabel('Event type or pattern').fill('approval.*')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await dialog.getByRole('img', { name: /An agent asks for approval/ }).waitFor()
  await dialog.getByLabel('Event type or pattern').fill('user.*')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expectAccessible(page, 'create a connector')
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click()

  // Then it is tried at once.
  await page.getByRole('heading', { name: 'Send a test' }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Send test' }).click()
  await page.getByText('Slack accepted the message (200').waitFor()
  expect(JSON.parse(receiver.at(path)[0]?.body ?? '').blocks.length).toBeGreaterThan(0)
  await expectAccessible(page, 'test a connector')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()

  await publish(instance(), 'user.created', { name: 'Ada Lovelace' })
  await eventually(() => receiver.at(path).length).toBe(2)
  expect(receiver.at(path)[1]?.body).toContain('Ada Lovelace')
  await page.getByRole('button', { name: 'user.created' }).click()
  await page.getByRole('heading', { name: 'Attempt 1' }).waitFor()
  await expectAccessible(page, 'a delivery of a connector')
  // The token is on no page.
  for (const tab of ['deliveries', 'settings', 'history']) {
    await page.goto(`${page.url().replace(/&(?:delivery|tab)=[^&]*/g, '')}&tab=${tab}`)
    await page.getByRole('tab', { selected: true }).waitFor()
    await eventually(() => page.locator('main .skeleton').count()).toBe(0)
    expect(await page.content()).not.toContain(path)
  }

  await page.goto('/connectors')
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Disconnect' }).click()
  await page.getByRole('checkbox', { name: `Disconnect ${name}` }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click()
  await page.getByText(`${name} disconnected.`).waitFor()
  await eventually(() => page.getByRole('link', { name }).count()).toBe(0)
})

test('a connector that its platform refuses says why, and is resumed', async () => {
  const name = freshName('Gone')
  const made = await post(instance(), '/connectors', {
    provider: 'discord',
    name,
    url: receiver.url('/api/webhooks/1/x'),
    events: ['post.*'],
  })
  await post(instance(), `/connectors/${made.id}/pause`, {})
  await publish(instance(), 'post.created', { title: 'Held' })
  const page = await visit({ ...PHONE, path: '/connectors' })
  await page.getByRole('link', { name }).click()
  await page.getByText('Held deliveries: 1.').waitFor()
  await expectAccessible(page, 'a paused connector on a phone')
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Also send the held deliveries (1)' }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Resume', exact: true }).click()
  await page.getByText(`${name} resumed.`).waitFor()
  await eventually(() => receiver.at('/api/webhooks/1/x').length).toBe(1)
})
