import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { expectAccessible } from './a11y-audit.ts'
import { callWith, DESKTOP, eventually, freshName, makeKey, PHONE, TABLET, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

describe('the audit log', () => {
  test('shows who changed what, with values before and after, and filters with one click', async () => {
    const made = await makeKey(instance())
    const name = freshName('Renamed')
    const changed = await fetch(`${instance().url}/api/v1/api-keys/${made.id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${instance().apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name, scopes: ['users:read', 'posts:read'] }),
    })
    expect(changed.status).toBe(200)
    const other = await makeKey(instance())
    const page = await visit({ path: '/audit-log' })
    const entries = page.getByRole('table', { name: /^Changes/ }).locator('tbody tr')
    await page.getByRole('button', { name: other.name }).waitFor()
    await page.getByRole('button', { name: made.name }).first().click()
    await page.waitForURL(new RegExp(`target=${made.id}`))
    await eventually(() => entries.count()).toBe(2)
    await entries.first().getByText('Changed an API key').waitFor()
    await entries.first().locator('time').click()
    const details = page.getByRole('complementary', { name: 'Changed an API key' })
    await details.getByText(name, { exact: true }).waitFor()
    const scopes = details.getByRole('row', { name: /^Permissions/ })
    await scopes.getByRole('listitem').filter({ hasText: 'posts:read' }).waitFor()
    expect(await details.getByText('[').count()).toBe(0)
    await details.getByRole('button', { name: 'Show JSON' }).click()
    await details.getByText('"posts:read"').first().waitFor()
    expect(new URL(page.url()).searchParams.get('entry')).toMatch(/^aud_/)
    await page.reload()
    await details.getByText(name, { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await details.waitFor({ state: 'detached' })
    await entries.first().locator('time').click()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('complementary', { name: 'Created an API key' }).getByText('Calls per minute').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('complementary', { name: 'Created an API key' }).waitFor({ state: 'detached' })
    await page.getByRole('combobox', { name: 'Change' }).selectOption('api_key.created')
    await eventually(() => entries.count()).toBe(1)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ])
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain(`api_key.created,${made.name},`)
    await page.getByRole('button', { name: 'Clear filters' }).first().click()
    await page.waitForURL(/audit-log$/)
    await page.getByRole('combobox', { name: 'Time' }).selectOption('custom')
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('2020-01-01T00:00')
    await page.getByText('No results').waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).first().click()
    await page.waitForURL(/audit-log$/)
    await page.goto('/audit-log?target=nothing')
    await page.getByText('No results').waitFor()
    expect((await callWith(instance().url, made.key, '/api/v1/audit-logs')).status).toBe(403)
  })

  test.each([
    ['a phone', PHONE],
    ['a tablet', TABLET],
    ['a desktop', DESKTOP],
  ])('has nothing to object to on %s', async (_, size) => {
    await makeKey(instance(), {
      name: freshName('A key with a name so long that it has to be wrapped somewhere in its line'),
    })
    const page = await visit({ ...size, path: '/audit-log' })
    await page.getByRole('button', { name: 'Created an API key' }).first().waitFor()
    await expectAccessible(page, 'audit log')
    await page.getByRole('button', { name: 'Created an API key' }).first().click()
    await page.getByText('Calls per minute', { exact: true }).waitFor()
    await expectAccessible(page, 'details of a change')
  })
})
