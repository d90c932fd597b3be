import { describe, expect, it } from 'vitest'
import type { Alert, AlertPage } from '../../../contract/alerts.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../test/support/kit.ts'

const alertsOf = async (org: TestOrg, kind: Alert['kind']): Promise<Alert[]> =>
  (await json<AlertPage>('GET', `/api/v1/alerts?limit=100&kind=${kind}`, { key: org.key })).data

describe('a key that is regenerated', () => {
  it('raises an alert with the change, the person, and the end of the old secret, and none if it is refused', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { name: 'Mobile App' })
    const path = `/api/v1/api-keys/${made.id}/regenerate`
    await call('POST', path, { key: org.key, body: { graceSeconds: 3600 } })
    const [alert, ...others] = await alertsOf(org, 'key_regenerated')
    expect(others).toEqual([])
    expect(alert).toMatchObject({
      severity: 'info',
      target: { type: 'api_key', id: made.id, name: 'Mobile App' },
      details: { by: 'Everything' },
    })
    expect(Date.parse(String(alert?.details.graceEndsAt))).toBeGreaterThan(Date.now() + 3_500_000)
    await call('POST', path, { key: org.key, body: {} })
    expect((await alertsOf(org, 'key_regenerated')).map(({ count, details }) => [count, details.graceEndsAt])).toEqual([
      [2, null],
    ])
    await call('POST', `/api/v1/api-keys/${made.id}/revoke`, { key: org.key })
    expect((await call('POST', path, { key: org.key, body: {} })).status).toBe(409)
    expect((await alertsOf(org, 'key_regenerated'))[0]?.count).toBe(2)
  })
})

describe('permissions that are changed', () => {
  it('raise an alert if a key may do more, and none if it may do less or the same', async () => {
    const org = await newTestOrg()
    const made = await createKey(org, { scopes: ['users:*'], allowedIps: ['203.0.113.0/24'] })
    const change = (body: object) => call('PATCH', `/api/v1/api-keys/${made.id}`, { key: org.key, body })
    await change({ scopes: ['users:read'] })
    await change({ name: 'Renamed' })
    await change({ allowedIps: ['203.0.113.7'] })
    expect(await alertsOf(org, 'permissions_changed')).toEqual([])
    await change({ scopes: ['users:read', 'posts:write'] })
    expect(await alertsOf(org, 'permissions_changed')).toMatchObject([
      {
        severity: 'warning',
        target: { type: 'api_key', id: made.id, name: 'Renamed' },
        details: { by: 'Everything', scopes: ['posts:write'], settings: [] },
      },
    ])
    await change({ allowedIps: [] })
    expect((await alertsOf(org, 'permissions_changed')).map(({ count, details }) => [count, details.settings])).toEqual(
      [[2, ['allowedIps']]],
    )
  })

  it('raise an alert if a setting of the organization protects less, and none if it protects more', async () => {
    const org = await newTestOrg()
    const change = (body: object) => call('PATCH', '/api/v1/organization', { key: org.key, body })
    await change({ alertEmail: 'team@example.com', unusedAfterDays: 10 })
    expect(await alertsOf(org, 'permissions_changed')).toEqual([])
    await change({ keysInQuery: true, leakAction: 'flag', alertEmail: null })
    const expected = { target: { type: 'organization', id: org.organizationId }, details: { by: 'Everything' } }
    const [alert] = await alertsOf(org, 'permissions_changed')
    expect(alert).toMatchObject(expected)
    expect(alert?.details.settings).toEqual(['keysInQuery', 'leakAction', 'alertEmail'])
    await change({ keysInQuery: false, leakAction: 'disable' })
    expect((await alertsOf(org, 'permissions_changed')).map(({ count }) => count)).toEqual([1])
  })

  it('raise no alert if their rule is off, and the change is still made', async () => {
    const org = await newTestOrg()
    const body = { rules: { permissions_changed: { enabled: false } } }
    expect((await call('PUT', '/api/v1/alert-rules', { key: org.key, body })).status).toBe(200)
    const made = await createKey(org)
    const change = { key: org.key, body: { scopes: ['*'] } }
    expect(await json('PATCH', `/api/v1/api-keys/${made.id}`, change)).toMatchObject({ scopes: ['*'] })
    expect(await alertsOf(org, 'permissions_changed')).toEqual([])
  })
})
