import { describe, expect, test } from 'vitest'
import { callWith, closeNewKey, eventually, freshName, makeKey, shownKey, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()

const makeParent = () =>
  makeKey(instance(), {
    name: freshName('Parent'),
    scopes: ['posts:*', 'analytics:read'],
    rateLimit: { perMinute: 100, perHour: 1000, perDay: null },
    ownerId: 'customer-1',
  })

const readKey = async (id: string) =>
  (await callWith(instance().url, instance().apiKey, `/api/v1/api-keys/${id}`)).json()

describe('child keys', () => {
  test('are created from the page of their parent with at most what it has, and lead back to it', async () => {
    const parent = await makeParent()
    const page = await visit({ path: `/api-keys?key=${parent.id}&tab=children` })
    const panel = page.getByRole('tabpanel')
    await panel.getByText('No child keys').waitFor()
    await panel.getByRole('button', { name: 'Create child key' }).click()
    const dialog = page.getByRole('dialog', { name: `Create a child key of ${parent.name}` })
    await dialog.getByText('A Live key, like its parent.').waitFor()
    const name = freshName('Partner')
    await dialog.getByLabel('Key Name').fill(name)
    await dialog.getByLabel('Delete Posts').waitFor()
    expect(await dialog.getByLabel('Read Users').count()).toBe(0)
    await dialog.getByLabel('Search permissions').fill('users:read')
    await dialog.getByText('No matching permissions.').waitFor()
    await dialog.getByLabel('Search permissions').fill('')
    await dialog.getByLabel('Read Posts').check()
    await dialog.getByText('Parent: 1,000').waitFor()
    await dialog.getByLabel('Requests per minute', { exact: true }).check()
    const perMinute = dialog.getByLabel('Requests per minute, value')
    await perMinute.fill('101')
    await dialog.getByRole('button', { name: 'Generate API Key' }).click()
    await dialog.getByText('Enter at most the limit of the parent key.').waitFor()
    await perMinute.fill('40')
    await dialog.getByRole('complementary').getByText('At most 40/min and 1,000/hr.').waitFor()
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.url().endsWith(`/api-keys/${parent.id}/children`)),
      dialog.getByRole('button', { name: 'Generate API Key' }).click(),
    ])
    expect(request.postDataJSON()).toMatchObject({ name, scopes: ['posts:read'], rateLimit: { perMinute: 40 } })
    await page.getByRole('dialog', { name: 'API Key Created Successfully' }).waitFor()
    const secret = await shownKey(page)
    await closeNewKey(page)
    expect((await callWith(instance().url, secret)).status).toBe(200)

    const row = panel.getByRole('row').filter({ hasText: name })
    await row.waitFor()
    await eventually(() => page.getByRole('tab', { name: 'Child keys' }).textContent()).toBe('Child keys1')
    await row.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    const created = await (await request.response())?.json()
    expect(await readKey(created.id)).toMatchObject({
      parentId: parent.id,
      environment: 'live',
      ownerId: 'customer-1',
      rateLimit: { perMinute: 40, perHour: 1000, perDay: null },
    })
    await page.getByRole('link', { name: `Child of ${parent.name}` }).click()
    await page.getByRole('heading', { name: parent.name, level: 1 }).waitFor()

    await page.goto(`/api-keys?q=${encodeURIComponent(name)}`)
    await page.getByRole('row').filter({ hasText: name }).getByText('Child key').waitFor({ state: 'attached' })

    await page.goto(`/api-keys?for=${parent.id}&dialog=revoke`)
    const revoke = page.getByRole('dialog', { name: 'Revoke API Key?' })
    await revoke.getByText('Its child key stops working too.').waitFor()
    await revoke.getByLabel('Yes, revoke this key').check()
    await revoke.getByRole('button', { name: 'Revoke Key' }).click()
    await revoke.waitFor({ state: 'detached' })
    expect((await callWith(instance().url, secret)).status).toBe(401)
    await page.goto(`/api-keys?key=${parent.id}&tab=children`)
    await panel.getByRole('row').filter({ hasText: name }).getByText('Revoked').first().waitFor({ state: 'attached' })
    expect(await panel.getByRole('button', { name: 'Create child key' }).count()).toBe(0)
  })

  test('what the server refuses is shown at its field', async () => {
    const parent = await makeParent()
    const page = await visit({ path: `/api-keys?key=${parent.id}&dialog=create-child` })
    const dialog = page.getByRole('dialog', { name: `Create a child key of ${parent.name}` })
    await dialog.getByLabel('Key Name').fill(freshName('Late'))
    await dialog.getByLabel('Read Posts').check()
    // Somebody takes the right away while the form is open.
    const answer = await fetch(`${instance().url}/api/v1/api-keys/${parent.id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${instance().apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ scopes: ['analytics:read'] }),
    })
    expect(answer.status).toBe(200)
    await dialog.getByRole('button', { name: 'Generate API Key' }).click()
    await dialog.getByText('must not name scopes that the parent key does not hold: posts:read').waitFor()
  })

  test('a role that cannot create keys sees them without the button', async () => {
    const parent = await makeParent()
    const page = await visit()
    await page.route('**/api/v1/me', async (route) => {
      const me = await (await route.fetch()).json()
      return route.fulfill({ json: { ...me, role: 'viewer', scopes: ['api-keys:read'] } })
    })
    await page.goto(`/api-keys?key=${parent.id}&tab=children&dialog=create-child`)
    const panel = page.getByRole('tabpanel')
    await panel.getByText('No child keys').waitFor()
    expect(await panel.getByRole('button').count()).toBe(0)
    expect(await page.getByRole('dialog').count()).toBe(0)
  })
})
