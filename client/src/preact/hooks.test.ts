import { readFileSync } from 'node:fs'
import { QueryClient, QueryClientProvider } from '@tanstack/preact-query'
import { createElement, type FunctionComponent, render } from 'preact'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { soon } from '../../../test/support/until.ts'
import { Gatehouse } from '../gatehouse.ts'
import { GatehouseError } from '../gatehouse-error.ts'
import type { ApiKeyPage } from '../generated.ts'
import { OPERATIONS } from '../operations.ts'
import * as hooks from './index.ts'

const { useApiKeys, useCreateApiKey, usePages, GatehouseProvider, queryOf } = hooks

/** A Gatehouse in memory, with keys in pages of one. */
function api() {
  const calls: string[] = []
  const names = ['first']
  const gatehouse = new Gatehouse({
    baseUrl: 'https://gatehouse.example',
    retries: 0,
    fetch: async (url, { method, body }) => {
      const { pathname, searchParams } = new URL(url)
      calls.push(`${method} ${pathname}`)
      if (method === 'GET') {
        const at = Number(searchParams.get('cursor') ?? 0)
        const nextCursor = at + 1 < names.length ? String(at + 1) : null
        return Response.json({
          data: names.slice(at, at + 1).map((name) => ({ name })),
          nextCursor,
          total: names.length,
        })
      }
      const { name } = JSON.parse(String(body))
      if (name === '') return Response.json({ title: 'Refused', code: 'invalid' }, { status: 422 })
      names.push(name)
      return Response.json({ name }, { status: 201 })
    },
  })
  return { gatehouse, calls, names }
}

/** Runs a component that shows nothing, outside a browser: it needs a place, but no elements. */
function run(client: hooks.Caller, component: FunctionComponent) {
  const place = { nodeType: 1, childNodes: [], firstChild: null, insertBefore: () => {}, namespaceURI: '' }
  const queries = new QueryClient()
  const inner = createElement(GatehouseProvider, { client }, createElement(component, null))
  render(createElement(QueryClientProvider, { client: queries }, inner), place as unknown as Element)
  return queries
}

describe('the hooks', () => {
  test('read through the cache, and read again what a change concerns', async () => {
    const { gatehouse, calls } = api()
    let list: ReturnType<typeof useApiKeys> | undefined
    let creation: ReturnType<typeof useCreateApiKey> | undefined
    run(gatehouse, () => {
      list = useApiKeys({ status: 'active' })
      useApiKeys({ status: 'active' })
      creation = useCreateApiKey()
      return null
    })
    expectTypeOf(list?.data).toEqualTypeOf<ApiKeyPage | undefined>()
    await soon(() => list?.data?.total).toBe(1)
    expect(calls).toEqual(['GET /api/v1/api-keys'])
    creation?.mutate({ body: { name: 'second', scopes: [] } })
    await soon(() => list?.data?.total).toBe(2)
    expect(calls).toEqual(['GET /api/v1/api-keys', 'POST /api/v1/api-keys', 'GET /api/v1/api-keys'])
  })

  test('tell the error of the client, and settings of TanStack Query are obeyed', async () => {
    const { gatehouse, calls } = api()
    const settled: unknown[] = []
    let creation: ReturnType<typeof useCreateApiKey> | undefined
    run(gatehouse, () => {
      creation = useCreateApiKey({ onSettled: (_data, error) => settled.push(error?.code) })
      useApiKeys({}, { enabled: false })
      return null
    })
    creation?.mutate({ body: { name: '', scopes: [] } })
    await soon(() => creation?.error).toBeInstanceOf(GatehouseError)
    expect(creation?.error).toMatchObject({ status: 422, code: 'invalid' })
    expect(settled).toEqual(['invalid'])
    expect(calls).toEqual(['POST /api/v1/api-keys'])
  })

  test('read a list page by page', async () => {
    const { gatehouse, names } = api()
    names.push('second')
    const state: { pages?: ReturnType<typeof usePages<'listApiKeys'>> } = {}
    run(gatehouse, () => {
      state.pages = usePages('listApiKeys')
      return null
    })
    await soon(() => state.pages?.data?.pages.length).toBe(1)
    expect(state.pages?.hasNextPage).toBe(true)
    void state.pages?.fetchNextPage()
    await soon(() => state.pages?.data?.pages.flatMap(({ data }) => data.map((key) => key.name))).toEqual([
      'first',
      'second',
    ])
    expect(state.pages?.hasNextPage).toBe(false)
  })

  test('can be filled beforehand, under the key that they read', async () => {
    const { gatehouse } = api()
    const queries = new QueryClient()
    const page = await queries.fetchQuery(queryOf(gatehouse, 'listApiKeys', { limit: 1 }))
    expectTypeOf(page).toEqualTypeOf<ApiKeyPage>()
    expect(queries.getQueryData(['gatehouse', 'api-keys', 'listApiKeys', { limit: 1 }])).toEqual(page)
  })

  test('exist for every operation that answers JSON, with a name that is not taken', () => {
    const files = Object.entries(OPERATIONS).filter(([, text]) => text.includes('>'))
    const all = readFileSync(new URL('./hooks.ts', import.meta.url), 'utf8').match(/^export const \w+/gm) ?? []
    expect(all.length).toBe(Object.keys(OPERATIONS).length - files.length)
    for (const line of all) expect(hooks).toHaveProperty(line.slice('export const '.length))
  })

  test('without a provider say so', () => {
    const component: FunctionComponent = () => useApiKeys().data?.data[0]?.name
    const place = { nodeType: 1, childNodes: [], firstChild: null, insertBefore: () => {}, namespaceURI: '' }
    const tree = createElement(QueryClientProvider, { client: new QueryClient() }, createElement(component, null))
    expect(() => render(tree, place as unknown as Element)).toThrow('There is no <GatehouseProvider>')
  })
})
