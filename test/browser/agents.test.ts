import { expect, test } from 'vitest'
import { post, useReceiver } from './receiver.ts'
import { eventually, freshName, makeKey, useBrowser } from './visit.ts'

const { instance, visit } = useBrowser()
const upstream = useReceiver()

/** Calls a tool as an agent does; the text of the answer. */
async function callTool(key: string, name: string, args: object): Promise<{ text: string; isError: boolean }> {
  const answer = await fetch(`${instance().url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } }),
  })
  const { result } = (await answer.json()) as { result: { content: { text: string }[]; isError?: boolean } }
  return { text: result.content[0]?.text ?? '', isError: result.isError ?? false }
}

test('a tool call that waits is seen with its arguments, approved or denied by a press, and runs once', async () => {
  const tool = freshName('ban').replaceAll(' ', '_')
  const path = `/${tool}`
  await post(instance(), '/gateway-routes', {
    name: 'Ban user',
    prefix: tool,
    exact: true,
    methods: ['POST'],
    upstream: upstream.url(path),
    scopes: ['users:write'],
    tool: {
      name: tool,
      description: 'Bans a user.',
      inputSchema: { type: 'object', properties: { id: { type: 'integer' }, note: { type: 'string' } } },
      annotations: { destructiveHint: true },
      approval: true,
    },
  })
  const agent = await makeKey(instance(), { name: freshName('Agent'), scopes: ['users:write'] })
  const ban = () => callTool(agent.key, tool, { id: 5, note: 'spam' })
  await eventually(async () => (await ban()).text).toContain('approval')
  expect(upstream.at(path)).toEqual([])

  const page = await visit({ path: '/gateway-routes?view=approvals' })
  await page
    .getByRole('link', { name: /^Approvals/ })
    .getByText('1 call waits')
    .waitFor({ state: 'attached' })
  const waiting = page.getByRole('list', { name: 'Waiting for a person' }).getByRole('listitem')
  await waiting.getByText('"note": "spam"').waitFor()
  await waiting.getByRole('link', { name: agent.name }).waitFor()
  // Looking at it, also by its link, decides nothing.
  await waiting.getByRole('button', { name: 'Ban user', exact: true }).click()
  const drawer = page.getByRole('complementary', { name: 'Ban user' })
  await drawer.getByText('Waiting', { exact: true }).waitFor()
  await page.reload()
  await drawer.getByText('Waiting', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  expect(upstream.at(path)).toEqual([])

  // What cannot be undone asks again.
  await waiting.getByRole('button', { name: 'Approve Ban user' }).click()
  await page.getByRole('dialog').getByText('What this call changes cannot be undone.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await page.getByText('No tool call waits for approval.').waitFor()
  await page.getByRole('table', { name: 'Decided' }).getByText('Approved').waitFor()
  expect((await ban()).isError).toBe(false)
  expect(upstream.at(path)).toHaveLength(1)

  expect((await callTool(agent.key, tool, { id: 6 })).text).toContain('approval')
  await page.getByRole('button', { name: 'Deny Ban user' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('Ask the author first.')
  await page.getByRole('dialog').getByRole('button', { name: 'Deny' }).click()
  await page.getByRole('table', { name: 'Decided' }).getByText('Denied').waitFor()
  expect((await callTool(agent.key, tool, { id: 6 })).text).toContain('Ask the author first.')
  expect(upstream.at(path)).toHaveLength(1)
})

test('tools are listed with what they do, and an agent is connected by sign-in or with a key', async () => {
  const { url } = instance()
  const page = await visit({ path: '/gateway-routes?view=tools' })
  await page.getByRole('searchbox', { name: 'Search tools' }).fill('find_failed_calls')
  await page.getByRole('button', { name: 'find_failed_calls' }).click()
  await page.getByRole('complementary', { name: 'find_failed_calls' }).getByText('logs:read').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Connect an agent' }).click()
  const dialog = page.getByRole('dialog', { name: 'Connect an agent' })
  await dialog.getByText(`claude mcp add --transport http gatehouse '${url}/mcp'`).waitFor()
  await dialog.getByLabel('Client').selectOption('chatgpt')
  expect(await dialog.getByRole('radio', { name: 'API key' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Client').selectOption('cursor')
  await dialog.getByRole('radio', { name: 'API key' }).check()
  await dialog.getByText('"Authorization": "Bearer YOUR_API_KEY"').waitFor()
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await dialog.getByLabel('Name of the key').fill(freshName('Agent'))
  await dialog.getByRole('checkbox', { name: 'Read event logs' }).check()
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await dialog.getByText(/"Authorization": "Bearer sk_live_/).waitFor()
  await dialog.getByRole('button', { name: 'Copy' }).last().click()
  const config = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  const { gatehouse } = config.mcpServers
  expect(gatehouse.url).toBe(`${url}/mcp`)
  const answer = await fetch(`${url}/api/v1/event-logs`, { headers: gatehouse.headers })
  expect(answer.status).toBe(200)
})
