import { describe, expect, it } from 'vitest'
import { alertLinks } from './alert-links.ts'

const details = { from: '2026-11-21T09:00:00.000Z', to: '2026-11-21T09:06:00.000Z' }
const target = (type: string, id: string) => ({ type, id, name: 'A name' })
const queryOf = (href: string) => Object.fromEntries(new URL(href, 'https://here.test').searchParams)
const instant = (local: string | undefined) => new Date(local ?? '').toISOString()

describe('the ways to what caused an alert', () => {
  it('lead to the entries of its key or address, in its time', () => {
    const [log, key, ...others] = alertLinks({ kind: 'limit_exceeded', target: target('api_key', 'key_1'), details })
    expect(others).toEqual([])
    expect(key?.href).toBe('/api-keys?key=key_1')
    const query = queryOf(log?.href ?? '')
    expect(query).toMatchObject({ range: 'custom', key: 'key_1', status: '429' })
    expect([instant(query.from), instant(query.to)]).toEqual([details.from, details.to])
    const [byAddress, ...no] = alertLinks({ kind: 'auth_failures', target: target('address', '::1'), details })
    expect(no).toEqual([])
    expect(queryOf(byAddress?.href ?? '')).toMatchObject({ ip: '::1', status: '4xx' })
  })

  it('lead to the paths of a route, where there is one', () => {
    const about = { kind: 'unusual_endpoint', target: target('api_key', 'key_1') } as const
    const pathOf = (routes: string[]) =>
      queryOf(alertLinks({ ...about, details: { ...details, routes } })[0]?.href ?? '').path
    expect(pathOf(['/api/v1/webhooks/{id}/test'])).toBe('/api/v1/webhooks/')
    expect(pathOf(['/a', '/b'])).toBeUndefined()
  })

  it('lead to the thing itself where no calls caused it', () => {
    const to = (type: string, id: string) => alertLinks({ kind: 'key_leaked', target: target(type, id), details: {} })
    expect(to('webhook', 'whk_1').map(({ href }) => href)).toEqual(['/webhooks?webhook=whk_1'])
    expect(to('gateway_route', 'rte_1').map(({ href }) => href)).toEqual(['/gateway-routes?route=rte_1'])
    expect(to('organization', 'org_1').map(({ href }) => href)).toEqual(['/settings?section=general'])
    const about = { kind: 'permissions_changed', target: target('organization', 'org_1') } as const
    expect(alertLinks({ ...about, details: { settings: ['redactNames'] } })[0]?.href).toBe(
      '/settings?section=event-log',
    )
    expect(to('something', 'x')).toEqual([])
  })
})
