import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { useReceiver } from './receiver.ts'
import { callWith, eventually, makeKey, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()
const upstream = useReceiver()

const FORUM = fileURLToPath(new URL('../fixtures/openapi-forum.yaml', import.meta.url))
const OPERATIONS = 50
/** One operation cannot be a route, and two of the others cannot be tools. */
const ROUTES = 49
const TOOLS = 47

test(`an OpenAPI document of ${OPERATIONS} operations becomes routes and tools that work, in at most 12 clicks`, async () => {
  const { url } = instance()
  const page = await visit()
  await page.addInitScript(() => {
    addEventListener(
      'click',
      (event) => {
        // A click on a label is followed by one that the browser makes on its control.
        if (event.isTrusted && event.detail > 0)
          sessionStorage.setItem('clicks', String(Number(sessionStorage.getItem('clicks')) + 1))
      },
      true,
    )
  })
  await page.goto('/gateway-routes')
  await page.getByRole('button', { name: 'Import from OpenAPI' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose file' }).click()
  await (await chooser).setFiles(FORUM)
  const dialog = page.getByRole('dialog')
  await dialog.getByText('1 cannot be imported').waitFor()
  await dialog.getByLabel('Path prefix').click()
  await page.keyboard.type('forum')
  await dialog.getByLabel('Upstream').click()
  await page.keyboard.type(upstream.url('/v2'))
  await dialog.getByLabel('Rate limit of each route').click()
  await page.keyboard.type('600')
  await dialog.getByText('/gateway/forum/threads', { exact: true }).first().waitFor()
  await dialog.getByRole('button', { name: `Import ${ROUTES} operations` }).click()
  const done = page.getByRole('dialog', { name: 'Routes imported' })
  await done.getByText(`${ROUTES} routes were created`).waitFor()
  await done.getByText(`${TOOLS} are tools for agents`).waitFor()
  await done.getByRole('button', { name: 'Show routes' }).click()
  await page.getByRole('row').nth(ROUTES).waitFor()
  expect(Number(await page.evaluate(() => sessionStorage.getItem('clicks')))).toBeLessThanOrEqual(12)

  const reader = await makeKey(instance(), { scopes: ['threads:read'] })
  await eventually(async () => (await callWith(url, reader.key, '/gateway/forum/threads')).status).toBe(200)
  expect(upstream.at('/v2/threads')).not.toHaveLength(0)
  const stranger = await makeKey(instance(), { scopes: ['users:read'] })
  expect((await callWith(url, stranger.key, '/gateway/forum/threads')).status).toBe(403)
  const toolsOf = async (key: string): Promise<string[]> => {
    const answer = await fetch(`${url}/mcp`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-11-25',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
    })
    const { result } = (await answer.json()) as { result: { tools: { name: string }[] } }
    return result.tools.map(({ name }) => name)
  }
  expect(await toolsOf(reader.key)).toContain('listThreads')
  expect(await toolsOf(stranger.key)).not.toContain('listThreads')

  // The same document again changes nothing; only what is chosen is imported.
  await page.getByRole('button', { name: 'Import' }).first().click()
  const again = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose file' }).click()
  await (await again).setFiles(FORUM)
  await dialog.getByLabel('Path prefix').fill('forum')
  await dialog.getByLabel('Upstream').fill(upstream.url('/v2'))
  await dialog.getByLabel('Rate limit of each route').fill('600')
  await dialog.getByText(`${ROUTES} are unchanged`).waitFor()
  await dialog.getByLabel('Filter operations').fill('GET /threads')
  await dialog.getByRole('checkbox', { name: 'Import GET /threads', exact: true }).uncheck()
  await dialog.getByRole('button', { name: `Import ${ROUTES - 1} operations` }).waitFor()
})

test('a document that cannot be read says why', async () => {
  const page = await visit({ path: '/gateway-routes?dialog=import' })
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog.getByText('Choose a file, or paste a document.').waitFor()
  await dialog.getByLabel('Or paste it').fill('{ "swagger": "2.0" }')
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog
    .getByRole('alert')
    .getByText(/OpenAPI/)
    .waitFor()
})
