import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible } from './a11y-audit.ts'
import {
  callWith,
  closeNewKey,
  eventually,
  freshName,
  type MadeKey,
  makeKey,
  PHONE,
  shownKey,
  useBrowser,
} from './visit.ts'

const { instance, visit } = useBrowser()

const statusOf = async (key: string) => (await callWith(instance().url, key)).status

/** What the API returns about the last regeneration. */
async function rotationOf(id: string) {
  const answer = await callWith(instance().url, instance().apiKey, `/api/v1/api-keys/${id}/usage`)
  return (await answer.json()).rotation
}

const openDialog = (made: MadeKey, dialog: string, size = {}) =>
  visit({ ...size, path: `/api-keys?for=${made.id}&dialog=${dialog}` })

/** Clicks the red button, and reads the new key from the next dialog. */
async function regenerated(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Regenerate Key' }).click()
  const dialog = page.getByRole('dialog', { name: 'API key regenerated' })
  await dialog.getByText('Update your apps with this new key').waitFor()
  const key = await shownKey(page)
  await closeNewKey(page)
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return key
}

describe('regenerating a key', () => {
  test('from the menu without a grace: needs a confirmation, the old key stops working, the new one works', async () => {
    const made = await makeKey(instance())
    const page = await visit({ path: `/api-keys?q=${encodeURIComponent(made.name)}` })
    await page.getByRole('button', { name: `Actions for ${made.name}` }).click()
    await page.getByRole('menuitem', { name: 'Regenerate Key' }).click()
    const dialog = page.getByRole('dialog', { name: 'Regenerate API Key?' })
    const cancel = dialog.getByRole('button', { name: 'Cancel' })
    await eventually(() => cancel.evaluate((button) => button === document.activeElement)).toBe(true)
    await dialog.getByText('This will invalidate the old key immediately.').waitFor()
    await dialog.getByRole('button', { name: 'Regenerate Key' }).click({ force: true })
    expect(await statusOf(made.key)).toBe(200)
    await dialog.getByLabel('I understand this will break existing integrations').check()
    const key = await regenerated(page)
    expect(key).not.toBe(made.key)
    expect([await statusOf(made.key), await statusOf(key)]).toEqual([401, 200])
    expect(await rotationOf(made.id)).toMatchObject({ graceEndsAt: null })
  })

  test.each([
    ['After 1 hour', 3600],
    ['After 24 hours', 86_400],
    ['After 7 days', 604_800],
    ['After a custom time', 90 * 60],
  ])('%s: both keys work, nothing has to be understood, and the API knows until when', async (choice, seconds) => {
    const made = await makeKey(instance())
    const page = await openDialog(made, 'regenerate')
    await page.getByLabel(choice).check()
    expect(await page.getByLabel('I understand').count()).toBe(0)
    if (choice === 'After a custom time') {
      for (const wrong of ['', '0', '10081', '1.5']) {
        await page.getByLabel('Grace period in minutes').fill(wrong)
        await page.getByRole('button', { name: 'Regenerate Key' }).click()
        await page.getByText('Enter a whole number of minutes from 1 to 10,080.').waitFor()
      }
      await page.getByLabel('Grace period in minutes').fill('90')
    }
    await page.getByText('Both keys work until').waitFor()
    const key = await regenerated(page)
    expect([await statusOf(made.key), await statusOf(key)]).toEqual([200, 200])
    const { rotatedAt, graceEndsAt } = await rotationOf(made.id)
    expect(Date.parse(graceEndsAt) - Date.parse(rotatedAt)).toBe(seconds * 1000)
  })

  test('during the grace the page shows the calls with the old key, and can end the grace', async () => {
    const made = await makeKey(instance())
    const page = await openDialog(made, 'regenerate')
    await page.getByLabel('After 1 hour').check()
    const key = await regenerated(page)
    for (const one of [made.key, key, key, key]) expect(await statusOf(one)).toBe(200)
    await eventually(async () => (await rotationOf(made.id)).calls).toBe(4)
    await page.goto(`/api-keys?key=${made.id}`)
    await page.getByText('Old key works until').waitFor()
    await page.getByText('1 of 4 calls since the regeneration (25%) used the old key.').waitFor()
    expect(await rotationOf(made.id)).toMatchObject({ calls: 4, previousCalls: 1 })
    const card = page.getByRole('region', { name: 'Grace period' })
    await card.getByText('Last old call').waitFor()
    await card.getByRole('link', { name: '127.0.0.1' }).waitFor()

    await card.getByRole('button', { name: 'Extend…' }).click()
    const extend = page.getByRole('dialog', { name: 'Extend the grace period' })
    await extend.getByLabel('24 hours longer').check()
    await expectAccessible(page, 'extend grace')
    await extend.getByRole('button', { name: 'Extend grace period' }).click()
    await page.getByText(`Old key of ${made.name} works until`).waitFor()
    await extend.waitFor({ state: 'detached' })
    await card.getByText('tomorrow').waitFor()
    const { rotatedAt, graceEndsAt } = await rotationOf(made.id)
    expect(Date.parse(graceEndsAt) - Date.parse(rotatedAt)).toBe(25 * 3_600_000)
    expect([await statusOf(made.key), await statusOf(key)]).toEqual([200, 200])

    // A second regeneration would end that old key at once, for any grace, so this needs a confirmation too.
    await page.goto(`/api-keys?for=${made.id}&dialog=regenerate`)
    await page.getByLabel('After 24 hours').check()
    await page.getByText('If you regenerate again, it stops working immediately.').waitFor()
    await page.getByLabel('I understand this will break existing integrations').waitFor()

    await page.goto(`/api-keys?key=${made.id}`)
    await page.getByRole('button', { name: 'Stop the old key now' }).click()
    const dialog = page.getByRole('dialog', { name: 'Stop the old key now?' })
    await dialog.getByText('Calls still use the old key.').waitFor()
    await expectAccessible(page, 'stop old key')
    await dialog.getByRole('button', { name: 'Stop old key' }).click()
    await page.getByText(`Old key of ${made.name} stopped.`).waitFor()
    expect([await statusOf(made.key), await statusOf(key)]).toEqual([401, 200])
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Requests by outcome').first().waitFor()
    await eventually(() => page.getByText('Old key works until').count()).toBe(0)
    expect(await rotationOf(made.id)).toMatchObject({ graceEndsAt: null })
  })

  test('a lost answer is not shown as a failure, and the message says which key still works', async () => {
    const made = await makeKey(instance())
    const page = await openDialog(made, 'regenerate')
    await page.route('**/regenerate', async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    })
    await page.getByLabel('After 1 hour').check()
    await page.getByRole('button', { name: 'Regenerate Key' }).click()
    await page.getByText('No response was received').waitFor()
    await page.getByText('An older key from the last regeneration still works until').waitFor()
    expect(await statusOf(made.key)).toBe(200)
    await page.unroute('**/regenerate')
    const answer = page.waitForResponse('**/regenerate')
    // Because of the current grace the dialog asks for a confirmation, for any choice.
    await page.getByLabel('I understand this will break existing integrations').check()
    await page.getByRole('button', { name: 'Regenerate Key' }).click()
    const { key } = await (await answer).json()
    await page.getByText('Update your apps with this new key').waitFor()
    expect([await statusOf(made.key), await statusOf(key)]).toEqual([200, 200])
  })

  test('its dialogs are accessible, also on a phone', async () => {
    const made = await makeKey(instance(), { name: freshName('A key with quite a long name that has to wrap') })
    const page = await openDialog(made, 'regenerate', PHONE)
    await page.getByLabel('After a custom time').check()
    await page.getByLabel('Grace period in minutes').fill('0')
    await page.getByRole('button', { name: 'Regenerate Key' }).click()
    await page.getByText('Enter a whole number of minutes').waitFor()
    await expectAccessible(page, 'regenerate')
    await page.getByLabel('Grace period in minutes').fill('5')
    await page.getByRole('button', { name: 'Regenerate Key' }).click()
    await page.getByText('Update your apps with this new key').waitFor()
    await expectAccessible(page, 'regenerated')
    await closeNewKey(page)
    await page.goto(`/api-keys?key=${made.id}`)
    await page.getByText('No calls since the regeneration.').waitFor()
    await expectAccessible(page, 'details during a grace')
  })
})

describe('a key that can be shown again', () => {
  test('needs an explicit choice, and can be shown, copied and hidden; closing the dialog removes it from the page', async () => {
    const name = freshName('Kept')
    const page = await visit({ path: '/api-keys?dialog=create' })
    await page.getByLabel('Key Name').fill(name)
    await page.getByRole('button', { name: 'Read only' }).click()
    await page.getByText('Advanced options').click()
    await page.getByLabel('Allow this key to be shown again').check()
    await page.getByRole('button', { name: 'Generate API Key' }).click()
    const key = await shownKey(page)
    await closeNewKey(page)

    await page.goto(`/api-keys?q=${encodeURIComponent(name)}`)
    await page.getByRole('button', { name: `Actions for ${name}` }).click()
    await page.getByRole('menuitem', { name: 'Show key' }).click()
    const dialog = page.getByRole('dialog', { name: `Show key - ${name}` })
    const button = dialog.getByRole('button', { name: 'Show key' })
    await button.waitFor()
    await eventually(() => page.getByText(key).count()).toBe(0)
    await button.click()
    await dialog.getByText(key).waitFor()
    await expectAccessible(page, 'shown key')
    await dialog.getByRole('button', { name: 'Copy key' }).click()
    await eventually(() => page.evaluate(() => navigator.clipboard.readText())).toBe(key)
    await dialog.getByRole('button', { name: 'Hide key' }).click()
    await eventually(() => page.getByText(key).count()).toBe(0)
    await button.click()
    await dialog.getByText(key).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await eventually(() => page.getByText(key).count()).toBe(0)

    await page.getByRole('link', { name, exact: true }).click()
    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByRole('tabpanel').getByRole('button', { name: 'Show key' }).click()
    await button.waitFor()

    await page.goto(`/api-keys?q=${encodeURIComponent(name)}`)
    await page.getByRole('button', { name: `...${key.slice(-3)}` }).click()
    await button.waitFor()
  })

  test('is offered only to roles with its scopes, and only for recoverable keys', async () => {
    const kept = await makeKey(instance(), { recoverable: true, scopes: ['users:read', 'posts:write'] })
    const once = await makeKey(instance())
    const page = await visit({ path: `/api-keys?q=${encodeURIComponent(once.name)}` })
    const entries = async (name: string) => {
      await page.getByRole('button', { name: `Actions for ${name}` }).click()
      await page.getByRole('menuitem', { name: 'View Details' }).waitFor()
      return page.getByRole('menuitem').allInnerTexts()
    }
    expect(await entries(once.name)).not.toContain('Show key')
    expect(await page.getByRole('button', { name: once.masked }).count()).toBe(0)
    await page.route('**/api/v1/me', async (route) => {
      const me = await (await route.fetch()).json()
      return route.fulfill({ json: { ...me, role: 'developer', scopes: ['api-keys:*', 'users:read'] } })
    })
    await page.goto(`/api-keys?q=${encodeURIComponent(kept.name)}`)
    const offered = await entries(kept.name)
    expect(offered).toContain('Edit Permissions')
    expect(offered).not.toContain('Show key')
    expect(offered).not.toContain('Regenerate Key')
    expect(await page.getByRole('button', { name: kept.masked }).count()).toBe(0)
    await page.goto(`/api-keys?key=${kept.id}&dialog=reveal`)
    await page.getByText('Your role does not have all permissions of this key').waitFor()
  })
})
