import { describe, expect, it } from 'vitest'
import { call, createKey, newTestOrg } from '../../test/support/kit.ts'
import { callTool, errorOf, toolNames } from '../../test/support/mcp.ts'
import { defineModule, MODULE } from '../../test/support/things.ts'
import { allTools } from '../../test/support/tool-calls.ts'

describe('the tools of Gatehouse at the MCP endpoint', () => {
  it('are all listed to a credential that may do everything', async () => {
    const { key } = await newTestOrg()
    const names = (await allTools()).map(({ name }) => name)
    expect((await toolNames(key)).toSorted()).toEqual(names.toSorted())
  })

  it('can be called with a scope for one module, for this module alone', async () => {
    const org = await newTestOrg()
    await defineModule(org.key)
    await call('POST', `/api/v1/records/${MODULE}`, { key: org.key, body: { data: { name: 'Ada' } } })
    const { key } = await createKey(org, { scopes: [`records.${MODULE}:read`] })
    const forAll = (await allTools()).flatMap(({ name, scope }) => (scope === null ? name : []))
    expect((await toolNames(key)).toSorted()).toEqual([...forAll, 'get_record', 'query_records'].toSorted())
    expect(await callTool(key, 'query_records', { module: MODULE })).toMatchObject({
      structuredContent: { data: { items: [{ data: { name: 'Ada' } }] } },
    })
    for (const [name, input] of [
      ['query_records', { module: 'orders' }],
      ['create_record', { module: MODULE, data: { name: 'Eve' } }],
    ] as const) {
      expect(errorOf(await callTool(key, name, input))).toMatchObject({ code: 'scope_missing' })
    }
  })
})
