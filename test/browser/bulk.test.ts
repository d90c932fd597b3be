import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible } from './a11y-audit.ts'
import { downloadedBy } from './download.ts'
import { callWith, eventually, freshName, type MadeKey, makeKey, TABLET, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

async function statusOf(id: string): Promise<string> {
  const answer = await callWith(instance().url, instance().apiKey, `/api/v1/api-keys/${id}`)
  return answer.status === 404 ? 'gone' : (await answer.json()).status
}

const statuses = (keys: readonly MadeKey[]) => Promise.all(keys.map((key) => statusOf(key.id)))

async function makeKeys(count: number): Promise<{ batch: string; keys: MadeKey[] }> {
  const batch = freshName('Bulk')
  const keys: MadeKey[] = []
  for (let index = 0; index < count; index += 1) {
    keys.push(await makeKey(instance(), { name: `${batch} ${String.fromCharCode(97 + index)}` }))
  }
  return { batch, keys }
}

const listOf = (batch: string) => `/api-keys?sort=name&q=${encodeURIComponent(batch)}`

const bar = (page: Page) => page.getByRole('region', { name: 'Selected keys' })
const press = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true }).click()

describe('several keys', () => {
  test('are disabled and enabled together, and both can be undone', async () => {
    const { batch, keys } = await makeKeys(7)
    const { url, apiKey } = instance()
    // Already disabled, so undoing must leave it disabled.
    await fetch(`${url}/api/v1/api-keys/${keys[0]?.id}/disable`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}` },
    })
    const page = await visit({ path: listOf(batch) })
    await page.getByLabel('Select all on this page').check()
    await bar(page).getByText('7 keys selected').waitFor()
    await page.getByLabel(`Select ${batch} g`).uncheck()
    await bar(page).getByText('6 keys selected').waitFor()
    expect(
      await page.getByLabel('Select all on this page').evaluate((box) => (box as HTMLInputElement).indeterminate),
    ).toBe(true)
    await expectAccessible(page, 'list with chosen keys')
    await press(page, 'Disable')
    await page.getByText('6 keys disabled.').waitFor()
    expect(await statuses(keys)).toEqual([...Array(6).fill('disabled'), 'active'])
    expect((await callWith(url, keys[1]?.key ?? '')).status).toBe(401)
    expect(await bar(page).count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('5 keys enabled.').waitFor()
    expect(await statuses(keys)).toEqual(['disabled', ...Array(6).fill('active')])
    await page.getByLabel(`Select ${batch} a`).check()
    await press(page, 'Enable')
    await page.getByText('1 key enabled.').waitFor()
    expect(await statuses(keys)).toEqual(Array(7).fill('active'))
  })

  test('are revoked after a dialog that lists their names and needs a checkbox', async () => {
    const { batch, keys } = await makeKeys(3)
    const page = await visit({ path: listOf(batch) })
    await page.getByLabel('Select all on this page').check()
    await page.getByLabel(`Select ${batch} c`).uncheck()
    await press(page, 'Revoke')
    const dialog = page.getByRole('dialog', { name: 'Revoke 2 keys?' })
    await eventually(() => dialog.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining(`${batch} a`),
      expect.stringContaining(`${batch} b`),
    ])
    const cancel = dialog.getByRole('button', { name: 'Cancel' })
    await eventually(() => cancel.evaluate((button) => button === document.activeElement)).toBe(true)
    await expectAccessible(page, 'revoke several')
    await cancel.click()
    await press(page, 'Revoke')
    await dialog.getByRole('button', { name: 'Revoke 2 keys' }).click({ force: true })
    expect(await statuses(keys)).toEqual(['active', 'active', 'active'])
    await dialog.getByLabel('Yes, revoke 2 keys').check()
    await dialog.getByRole('button', { name: 'Revoke 2 keys' }).click()
    await page.getByText('2 keys revoked.').waitFor()
    expect(await statuses(keys)).toEqual(['revoked', 'revoked', 'active'])
  })

  test('are deleted, and failures are listed with their reasons', async () => {
    const { batch, keys } = await makeKeys(3)
    const page = await visit({ path: listOf(batch) })
    await page.getByLabel('Select all on this page').check()
    // Somebody else changes one of them first.
    await page.route('**/api/v1/api-keys/bulk', async (route) => {
      await fetch(`${instance().url}/api/v1/api-keys/${keys[1]?.id}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${instance().apiKey}` },
      })
      await route.fallback()
    })
    await press(page, 'Delete')
    const dialog = page.getByRole('dialog', { name: 'Delete 3 keys?' })
    await dialog.getByLabel('Yes, delete 3 keys').check()
    await dialog.getByRole('button', { name: 'Delete 3 keys' }).click()
    await page.getByText('2 keys deleted.').waitFor()
    await page.getByText(new RegExp(`Failed: ${batch} b \\(.+\\)`)).waitFor()
    expect(await statuses(keys)).toEqual(['gone', 'gone', 'gone'])
    await page.getByText('No results').waitFor()
  })

  test('are processed a few at a time, and Stop leaves the rest unchanged', async () => {
    const { batch, keys } = await makeKeys(12)
    const page = await visit({ path: listOf(batch) })
    let go = () => {}
    const held = new Promise<void>((resolve) => {
      go = resolve
    })
    const sizes: number[] = []
    await page.route('**/api/v1/api-keys/bulk', async (route) => {
      sizes.push(route.request().postDataJSON().ids.length)
      if (sizes.length === 2) await held
      await route.fallback()
    })
    await page.getByLabel('Select all on this page').check()
    await press(page, 'Disable')
    const dialog = page.getByRole('dialog', { name: 'Disabling 12 keys' })
    await dialog.getByText('5 of 12 keys done').waitFor()
    await expectAccessible(page, 'bulk progress')
    await dialog.getByRole('button', { name: 'Stop' }).click()
    await dialog.getByText('Stopping after the current keys.').waitFor()
    go()
    await page.getByText('2 keys not processed.').waitFor()
    expect(sizes).toEqual([5, 5])
    expect(await statuses(keys)).toEqual([...Array(10).fill('disabled'), 'active', 'active'])
  })

  test('are exported with the columns of the list, and no name is executed as a formula', async () => {
    const batch = freshName('Export')
    const names = ['=1+1', '+cmd', '-2', '@sum', 'a "quoted", one']
    for (const start of names) await makeKey(instance(), { name: `${start} ${batch}`, environment: 'test' })
    const page = await visit({ path: listOf(batch) })
    await page.getByLabel('Select all on this page').check()
    const { name, text } = await downloadedBy(page, () => press(page, 'Export'))
    expect(name).toBe('api-keys.csv')
    const [head, ...rows] = text.replace('\uFEFF', '').trim().split('\r\n')
    expect(head).toBe(
      'Name,Type,Status,Key,Permissions,Limit per minute,Limit per hour,Limit per day,Last used,Requests,Created,Expires',
    )
    expect(rows).toHaveLength(5)
    for (const start of ['=1+1', '+cmd', '-2', '@sum']) {
      expect(rows.find((row) => row.startsWith(`'${start}`))).toMatch(
        new RegExp(
          `^'\\${start} ${batch},test,active,sk_test_\\S+,users:read,60,1000,10000,,0,20\\S+Z,$`.replaceAll(
            '1+1',
            '1\\+1',
          ),
        ),
      )
    }
    expect(rows.find((row) => row.includes('quoted'))?.startsWith(`"a ""quoted"", one ${batch}",`)).toBe(true)
  })

  test('are deselected by a filter or another page, and can be selected only on large screens', async () => {
    const { batch } = await makeKeys(2)
    const page = await visit({ path: listOf(batch) })
    await page.getByLabel('Select all on this page').check()
    await bar(page).waitFor()
    const choose = (name: string) =>
      page.getByRole('group', { name: 'Environment' }).getByRole('button', { name }).click()
    await choose('Live')
    await bar(page).waitFor({ state: 'detached' })
    await choose('All')
    await eventually(() => page.getByRole('checkbox').count()).toBe(3)
    expect(await bar(page).count()).toBe(0)
    await page.getByLabel('Select all on this page').check()
    await press(page, 'Clear selection')
    await bar(page).waitFor({ state: 'detached' })
    const narrow = await visit({ ...TABLET, path: listOf(batch) })
    await narrow.getByText(`${batch} a`).waitFor()
    expect(await narrow.getByRole('checkbox').count()).toBe(0)
  })

  test('can only be exported by a person with read-only rights', async () => {
    const { batch } = await makeKeys(1)
    const page = await visit()
    await page.route('**/api/v1/me', async (route) => {
      const me = await (await route.fetch()).json()
      return route.fulfill({ json: { ...me, role: 'viewer', scopes: ['api-keys:read'] } })
    })
    await page.goto(listOf(batch))
    await page.getByLabel('Select all on this page').check()
    await bar(page).waitFor()
    expect((await bar(page).getByRole('button').allInnerTexts()).filter(Boolean)).toEqual(['Export'])
  })
})
