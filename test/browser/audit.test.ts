import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { expectSound } from './a11y-audit.ts'
import { callWith, DESKTOP, eventually, freshName, makeKey, PHONE, TABLET, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

describe('the audit log', () => {
  test('tells who changed what, what stood before and after, and narrows down by a press', async () => {
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
    const entries = page.getByRole('list', { name: /^Changes/ }).getByRole('listitem')
    await page.getByRole('button', { name: other.name }).waitFor()
    await page.getByRole('button', { name: made.name }).first().click()
    await page.waitForURL(new RegExp(`target=${made.id}`))
    await eventually(() => entries.count()).toBe(2)
    await entries.first().getByText('Changed an API key').waitFor()
    await entries.first().getByRole('button', { name: 'What changed' }).click()
    await entries.first().getByText(name, { exact: true }).waitFor()
    await entries.first().getByText('["users:read","posts:read"]').waitFor()
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
    await page.goto('/audit-log?target=nothing')
    await page.getByText('Nothing matches').waitFor()
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
    await page.getByRole('button', { name: 'What changed' }).first().click()
    await page.getByText('perMinute', { exact: true }).first().waitFor()
    await expectSound(page, 'audit log')
  })
})
