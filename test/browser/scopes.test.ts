import { describe, expect, test } from 'vitest'
import { callWith, eventually, freshName, makeKey, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

const PATH = '/settings?section=scopes'
const resource = () => freshName('r').replaceAll(' ', '')

async function defineScope(input: { scope: string; label: string; description?: string; group?: string }) {
  const { url, apiKey } = instance()
  const answer = await fetch(`${url}/api/v1/scopes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  expect(answer.status).toBe(201)
}

const stored = async (scope: string) =>
  (await callWith(instance().url, instance().apiKey, `/api/v1/scopes/${scope}`)).json()

describe('custom scopes', () => {
  test('are added, offered by the form of a key in their group, changed and deleted', async () => {
    const name = resource()
    const page = await visit({ path: PATH })
    const section = page.getByRole('region', { name: 'Custom scopes' })
    await section.getByText('No custom scopes').waitFor()
    await section.getByRole('button', { name: 'Add scope' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a custom scope' })
    const add = dialog.getByRole('button', { name: 'Add scope' })
    await dialog.getByLabel('Scope').fill('Webhooks')
    await add.click()
    await dialog.getByText('Enter a resource and an action in lower case, such as orders:read.').waitFor()
    await dialog.getByText('Enter a name.').waitFor()
    await dialog.getByLabel('Scope').fill('webhooks:purge')
    await add.click()
    await dialog.getByText('This resource belongs to Gatehouse itself.').waitFor()
    await dialog.getByLabel('Scope').fill('users:read')
    await add.click()
    await dialog.getByText('This scope already exists.').waitFor()
    await dialog.getByLabel('Scope').fill(`${name}:read`)
    await dialog.getByLabel('Name').fill('Read parcels')
    await dialog.getByLabel('Description').fill('See where parcels are')
    await dialog.getByLabel('Description').press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('Read parcels added.').waitFor()
    await section.getByText('See where parcels are').waitFor()
    await section.getByText('0 keys').waitFor()

    await page.goto('/api-keys?dialog=create')
    const panel = page.getByRole('dialog', { name: 'Create New API Key' })
    await panel.getByRole('group', { name: 'Custom' }).getByLabel('Read parcels').check()
    await panel.getByRole('complementary').getByText('Read parcels').waitFor()
    const keyName = freshName('Courier')
    await panel.getByLabel('Key Name').fill(keyName)
    await panel.getByLabel('Search permissions').fill(`${name}:*`)
    await panel.getByRole('button', { name: `Add ${name}:*` }).click()
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.method() === 'POST' && one.url().endsWith('/api/v1/api-keys')),
      panel.getByRole('button', { name: 'Generate API Key' }).click(),
    ])
    expect(request.postDataJSON().scopes).toEqual([`${name}:read`, `${name}:*`])
    const made = await (await request.response())?.json()

    await page.goto(`/api-keys?key=${made.id}&tab=permissions`)
    await page.getByRole('tabpanel').getByText('See where parcels are').waitFor()

    await page.goto(PATH)
    await section.getByText('1 key', { exact: true }).waitFor()
    await section.getByRole('button', { name: 'Actions for Read parcels' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    const edit = page.getByRole('dialog', { name: `Edit ${name}:read` })
    await edit.getByLabel('Description').fill('See where all parcels are')
    await edit.getByLabel('Group').fill('Shipping')
    const [patch] = await Promise.all([
      page.waitForRequest((one) => one.method() === 'PATCH'),
      edit.getByRole('button', { name: 'Save Changes' }).click(),
    ])
    expect(patch.postDataJSON()).toEqual({ description: 'See where all parcels are', group: 'Shipping' })
    await edit.waitFor({ state: 'detached' })
    await section.getByRole('region', { name: 'Shipping' }).getByText('See where all parcels are').waitFor()

    await section.getByRole('button', { name: 'Actions for Read parcels' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    const confirm = page.getByRole('dialog', { name: 'Delete this scope?' })
    await confirm.getByText('1 API key holds this scope. It keeps it and goes on working.').waitFor()
    await confirm.getByLabel(`Yes, delete ${name}:read`).check()
    await confirm.getByRole('button', { name: 'Delete scope' }).click()
    await confirm.waitFor({ state: 'detached' })
    await section.getByText('Read parcels').waitFor({ state: 'detached' })
    expect((await stored(`${name}:read`)).status).toBe(404)
    const key = await (await callWith(instance().url, instance().apiKey, `/api/v1/api-keys/${made.id}`)).json()
    expect(key.scopes).toContain(`${name}:read`)
  })

  test('a scope that a key got meanwhile is deleted only after the question about keys', async () => {
    const scope = `${resource()}:read`
    await defineScope({ scope, label: 'Read shelves' })
    const page = await visit({ path: `${PATH}&dialog=delete-scope&scope=${scope}` })
    const confirm = page.getByRole('dialog', { name: 'Delete this scope?' })
    await confirm.getByText('No key changes.').waitFor()
    await makeKey(instance(), { scopes: [scope] })
    await confirm.getByRole('button', { name: 'Delete scope' }).click()
    await confirm.getByText('1 API key holds this scope.').waitFor()
    expect((await stored(scope)).keys).toBe(1)
    await confirm.getByLabel(`Yes, delete ${scope}`).check()
    await confirm.getByRole('button', { name: 'Delete scope' }).click()
    await confirm.waitFor({ state: 'detached' })
    expect((await stored(scope)).status).toBe(404)
  })

  test('shows what the server refuses at its field, and keeps what was typed', async () => {
    const page = await visit({ path: `${PATH}&dialog=define-scope` })
    await page.route('**/api/v1/scopes', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 422,
            contentType: 'application/problem+json',
            json: {
              type: 'urn:gatehouse:problem:invalid',
              title: 'Some fields are not valid',
              status: 422,
              detail: 'group is not allowed',
              code: 'invalid',
              errors: [{ path: 'group', message: 'is not allowed' }],
            },
          })
        : route.fallback(),
    )
    const dialog = page.getByRole('dialog', { name: 'Add a custom scope' })
    await dialog.getByLabel('Scope').fill(`${resource()}:read`)
    await dialog.getByLabel('Name').fill('Read things')
    await dialog.getByLabel('Group').fill('Odd')
    await dialog.getByRole('button', { name: 'Add scope' }).click()
    await dialog.getByText('is not allowed').waitFor()
    const group = dialog.getByLabel('Group')
    await eventually(() => group.evaluate((field) => field === document.activeElement)).toBe(true)
    expect(await group.inputValue()).toBe('Odd')
  })

  test('a role that cannot change them sees them without actions', async () => {
    const label = freshName('Read')
    await defineScope({ scope: `${resource()}:read`, label })
    const page = await visit()
    await page.route('**/api/v1/me', async (route) => {
      const me = await (await route.fetch()).json()
      return route.fulfill({ json: { ...me, role: 'developer', scopes: ['api-keys:*', 'organization:read'] } })
    })
    await page.goto(`${PATH}&dialog=define-scope`)
    const section = page.getByRole('region', { name: 'Custom scopes' })
    await section.getByText(label).waitFor()
    expect(await section.getByRole('button').count()).toBe(0)
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})
