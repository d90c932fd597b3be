import { expect, test } from 'vitest'
import { post, useReceiver } from './receiver.ts'
import { callWith, eventually, freshName, makeKey, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()
const upstream = useReceiver()

const slugOf = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')

test('a route is created, called, changed, made a tool, disabled and deleted', async () => {
  const { url, apiKey } = instance()
  const name = freshName('Posts')
  const prefix = slugOf(name)
  const page = await visit({ path: '/gateway-routes' })
  await page.getByRole('heading', { name: 'No gateway routes yet' }).waitFor()
  await page.getByRole('button', { name: 'Create route' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create route' }).click()
  await dialog.getByText('Enter where calls go.').waitFor()
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByLabel('Path prefix').fill(`/gateway/${prefix}`)
  await dialog.getByLabel('Upstream').fill(upstream.url('/v1'))
  await dialog.getByRole('button', { name: 'GET', exact: true }).click()
  await dialog.getByLabel('Required scopes').fill('users:read')
  await page.keyboard.press('Enter')
  const summary = dialog.getByRole('complementary', { name: 'Summary' })
  await summary.getByText(`GET ${url}/gateway/${prefix}/5`).waitFor()
  await summary.getByText(upstream.url('/v1/5')).waitFor()
  await summary.getByText('It needs users:read, costs 1 call.').waitFor()
  await dialog.getByRole('button', { name: 'Create route' }).click()
  const created = page.getByRole('dialog', { name: 'Route created' })
  await created.getByText(`curl '${url}/gateway/${prefix}/5'`).waitFor()

  const reader = await makeKey(instance(), { scopes: ['users:read'] })
  const other = await makeKey(instance(), { scopes: ['posts:read'] })
  await eventually(async () => (await callWith(url, reader.key, `/gateway/${prefix}/7`)).status).toBe(200)
  expect(upstream.at('/v1/7')[0]?.headers).toMatchObject({ 'x-gatehouse-key-id': reader.id })
  expect((await callWith(url, other.key, `/gateway/${prefix}/7`)).status).toBe(403)

  const logged = `/api/v1/event-logs?type=gateway&path=/${prefix}/7`
  await eventually(async () => (await (await callWith(url, apiKey, logged)).json()).data.length).toBeGreaterThan(1)

  await created.getByRole('button', { name: 'View route' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await page.getByRole('tab', { name: /^Requests/ }).click()
  await page.getByRole('link', { name: /\/7$/ }).first().waitFor()
  await page.getByText('Missing scope users:read').click()
  const entry = page.getByRole('complementary', { name: 'Event Details' })
  await entry.getByRole('link', { name: 'Open route' }).click()

  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByRole('dialog').getByLabel('Path below the prefix').fill('9?q=1')
  await page.getByRole('button', { name: 'Send call' }).click()
  await page.getByRole('dialog').getByText('"received": true').waitFor()
  expect(upstream.at('/v1/9?q=1')).toHaveLength(1)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()

  await page.getByRole('tab', { name: 'Settings' }).click()
  await page.getByLabel('Timeout', { exact: true }).fill('5')
  await page.getByRole('switch', { name: 'Expose as a tool for agents' }).click()
  await page.getByLabel('Description for the agent').fill('Finds posts.')
  await page.getByLabel('Tool name').fill('not a name')
  await page.getByRole('status').getByText('Timeout, Tool for agents').waitFor()
  await page.getByRole('button', { name: 'Save Changes' }).click()
  await page.getByText('Use a letter and up to 47 letters, digits, _ or -.').waitFor()
  await page.getByLabel('Tool name').fill(prefix.replaceAll('-', '_'))
  await page.getByRole('button', { name: 'Save Changes' }).click()
  await page.getByText(`${name} saved.`).waitFor()
  const id = new URL(page.url()).searchParams.get('route')
  const saved = await (await callWith(url, apiKey, `/api/v1/gateway-routes/${id}`)).json()
  expect(saved).toMatchObject({
    timeoutSeconds: 5,
    methods: ['GET'],
    scopes: ['users:read'],
    tool: { name: prefix.replaceAll('-', '_'), description: 'Finds posts.', approval: false },
  })

  await page.getByRole('switch', { name: `${name} is active` }).click()
  await page.getByText(`${name} is disabled.`).waitFor()
  expect((await callWith(url, reader.key, `/gateway/${prefix}/7`)).status).toBe(404)
  await page.getByRole('button', { name: 'Delete route' }).click()
  await page.getByRole('dialog').getByLabel('Type the name of the route to confirm').fill(name)
  await page.getByRole('dialog').getByRole('button', { name: 'Delete route' }).click()
  await page.getByText(`${name} was deleted.`).waitFor()
  await page.getByRole('heading', { name: 'No gateway routes yet' }).waitFor()
})

test('the list shows which of two prefixes takes precedence, and hosts can be added and removed', async () => {
  const wide = slugOf(freshName('forum'))
  const [all, posts] = await Promise.all(
    [wide, `${wide}/posts`].map((prefix) =>
      post(instance(), '/gateway-routes', { name: freshName('Route'), prefix, upstream: upstream.url('/v1') }),
    ),
  )
  const page = await visit({ path: `/gateway-routes?q=${wide}` })
  const rowOf = ({ name }: { name: string }) => page.getByRole('row', { name })
  await rowOf(posts).getByText(`Takes precedence over /${wide} for its paths.`).waitFor({ state: 'attached' })
  await rowOf(all)
    .getByText(`1 longer prefix takes precedence for its paths: /${wide}/posts.`)
    .waitFor({ state: 'attached' })

  await page.getByRole('link', { name: 'Hosts' }).click()
  await page.getByText('GATEWAY_HOSTS').waitFor()
  await page.getByRole('button', { name: 'Add host' }).click()
  const host = `${wide}.localhost`
  await page.getByRole('dialog').getByLabel('Host').fill(`${host}/path`)
  await page.getByRole('dialog').getByRole('button', { name: 'Add host' }).click()
  await page.getByText('Must be a host name such as api.example.com.').waitFor()
  await page.getByRole('dialog').getByLabel('Host').fill(host)
  await page.getByRole('dialog').getByRole('button', { name: 'Add host' }).click()
  await page.getByText(`${host} is a gateway now.`).waitFor()
  await page.getByRole('button', { name: `Remove ${host}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText(`${host} was removed.`).waitFor()
})
