import { describe, expect, it } from 'vitest'
import type { Alert, AlertPage } from '../../../contract/alerts.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../test/support/kit.ts'

const alertsOf = async (house: TestOrg, kind: Alert['kind']): Promise<Alert[]> =>
  (await json<AlertPage>('GET', `/api/v1/alerts?limit=100&kind=${kind}`, { key: house.key })).data

describe('a key that is regenerated', () => {
  it('is told with the change, by whom and until when the old secret works, and not when it is refused', async () => {
    const house = await newTestOrg()
    const made = await createKey(house, { name: 'Mobile App' })
    const path = `/api/v1/api-keys/${made.id}/regenerate`
    await call('POST', path, { key: house.key, body: { graceSeconds: 3600 } })
    const [alert, ...others] = await alertsOf(house, 'key_regenerated')
    expect(others).toEqual([])
    expect(alert).toMatchObject({
      severity: 'info',
      target: { type: 'api_key', id: made.id, name: 'Mobile App' },
      details: { by: 'Everything' },
    })
    expect(Date.parse(String(alert?.details.graceEndsAt))).toBeGreaterThan(Date.now() + 3_500_000)
    await call('POST', path, { key: house.key, body: {} })
    expect(
      (await alertsOf(house, 'key_regenerated')).map(({ count, details }) => [count, details.graceEndsAt]),
    ).toEqual([[2, null]])
    await call('POST', `/api/v1/api-keys/${made.id}/revoke`, { key: house.key })
    expect((await call('POST', path, { key: house.key, body: {} })).status).toBe(409)
    expect((await alertsOf(house, 'key_regenerated'))[0]?.count).toBe(2)
  })
})

describe('permissions that are changed', () => {
  it('are told when a key may do more, and not when it may do less or only looks otherwise', async () => {
    const house = await newTestOrg()
    const made = await createKey(house, { scopes: ['users:*'], allowedIps: ['203.0.113.0/24'] })
    const change = (body: object) => call('PATCH', `/api/v1/api-keys/${made.id}`, { key: house.key, body })
    await change({ scopes: ['users:read'] })
    await change({ name: 'Renamed' })
    await change({ allowedIps: ['203.0.113.7'] })
    expect(await alertsOf(house, 'permissions_changed')).toEqual([])
    await change({ scopes: ['users:read', 'posts:write'] })
    expect(await alertsOf(house, 'permissions_changed')).toMatchObject([
      {
        severity: 'warning',
        target: { type: 'api_key', id: made.id, name: 'Renamed' },
        details: { by: 'Everything', scopes: ['posts:write'], settings: [] },
      },
    ])
    await change({ allowedIps: [] })
    expect(
      (await alertsOf(house, 'permissions_changed')).map(({ count, details }) => [count, details.settings]),
    ).toEqual([[2, ['allowedIps']]])
  })

  it('are told when a setting of the organization guards less, and not when it guards more', async () => {
    const house = await newTestOrg()
    const change = (body: object) => call('PATCH', '/api/v1/organization', { key: house.key, body })
    await change({ alertEmail: 'team@example.com', unusedAfterDays: 10 })
    expect(await alertsOf(house, 'permissions_changed')).toEqual([])
    await change({ keysInQuery: true, leakAction: 'flag', alertEmail: null })
    const told = { target: { type: 'organization', id: house.organizationId }, details: { by: 'Everything' } }
    const [alert] = await alertsOf(house, 'permissions_changed')
    expect(alert).toMatchObject(told)
    expect(alert?.details.settings).toEqual(['keysInQuery', 'leakAction', 'alertEmail'])
    await change({ keysInQuery: false, leakAction: 'disable' })
    expect((await alertsOf(house, 'permissions_changed')).map(({ count }) => count)).toEqual([1])
  })

  it('are not told where their rule is off, and the change happens all the same', async () => {
    const house = await newTestOrg()
    const body = { rules: { permissions_changed: { enabled: false } } }
    expect((await call('PUT', '/api/v1/alert-rules', { key: house.key, body })).status).toBe(200)
    const made = await createKey(house)
    const change = { key: house.key, body: { scopes: ['*'] } }
    expect(await json('PATCH', `/api/v1/api-keys/${made.id}`, change)).toMatchObject({ scopes: ['*'] })
    expect(await alertsOf(house, 'permissions_changed')).toEqual([])
  })
})
