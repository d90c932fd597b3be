import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../contract/audit.ts'
import type { Page, Problem } from '../../../contract/common.ts'
import type { Organization } from '../../../contract/identity.ts'
import { call, createKey, json, newTestOrg, signIn, watchedEnv } from '../../../test/support/kit.ts'

type By = { key?: string; cookie?: string }
const read = (by: By) => json<Organization>('GET', '/api/v1/organization', by)
const patch = (by: By, body: object, headers: Record<string, string> = {}) =>
  call('PATCH', '/api/v1/organization', { ...by, body, headers })

describe('changing the organization', () => {
  it('changes only the named fields, and audits both states', async () => {
    const org = await newTestOrg()
    const before = await read(org)
    const change = {
      name: 'Söhne & Co',
      timeZone: 'Europe/Berlin',
      keysInQuery: true,
      leakAction: 'flag',
      captureBodies: true,
      redactNames: ['customer_pin', 'Kennwort'],
      logRetentionDays: 7,
      archiveLogs: false,
      unusedAfterDays: 14,
      rotationReminderDays: null,
      expiryWarningDays: 3,
      alertEmail: 'ops@example.com',
    } as const
    const answer = await patch({ cookie: await signIn(org) }, change)
    expect(answer.status).toBe(200)
    expect(await answer.json<Organization>()).toEqual({ ...before, ...change })
    expect(await read(org)).toEqual({ ...before, ...change })
    const { data } = await json<Page<AuditEntry>>(
      'GET',
      `/api/v1/audit-logs?targetId=${org.organizationId}&action=organization.updated`,
      org,
    )
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({
      actor: { type: 'user', id: org.userId },
      target: { type: 'organization', id: org.organizationId, name: 'Test organization' },
      before: {
        name: 'Test organization',
        keysInQuery: 0,
        alertEmail: null,
        captureBodies: 0,
        redactNames: [],
        logRetentionDays: 30,
        archiveLogs: 1,
      },
      after: {
        name: 'Söhne & Co',
        keysInQuery: 1,
        captureBodies: 1,
        redactNames: ['customer_pin', 'Kennwort'],
        logRetentionDays: 7,
        archiveLogs: 0,
      },
    })
    expect((await call('PUT', '/api/v1/organization', { key: org.key, body: { name: 'By PUT' } })).status).toBe(200)
    expect((await read(org)).name).toBe('By PUT')
  })

  it('without a difference keeps the version and writes no audit entry', async () => {
    const org = await newTestOrg()
    const first = await patch(org, { name: 'Test organization', leakAction: 'disable' })
    expect(first.headers.get('etag')).toBe('"v1"')
    const { data } = await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs?action=organization.updated', org)
    expect(data).toEqual([])
  })

  it('with an outdated ETag is refused, and writes nothing', async () => {
    const org = await newTestOrg()
    const seen = await call('GET', '/api/v1/organization', org)
    const tag = seen.headers.get('etag') ?? ''
    const first = await patch(org, { name: 'First' }, { 'if-match': tag })
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"v2"'])
    const second = await patch(org, { name: 'Second' }, { 'if-match': tag })
    expect([second.status, (await second.json<Problem>()).code]).toEqual([412, 'precondition_failed'])
    expect((await patch(org, { name: 'Third' }, { 'if-match': '"mine"' })).status).toBe(412)
    expect((await read(org)).name).toBe('First')
  })

  it('by several people at once loses no setting, and each has its audit entry', async () => {
    const org = await newTestOrg()
    const slow = watchedEnv(10)
    const changes = [{ name: 'Raced' }, { unusedAfterDays: 9 }, { expiryWarningDays: 4 }]
    const answers = await Promise.all(
      changes.map((body) => call('PATCH', '/api/v1/organization', { key: org.key, body, env: slow.env })),
    )
    expect(answers.map((one) => one.status)).toEqual([200, 200, 200])
    expect(await read(org)).toMatchObject({ name: 'Raced', unusedAfterDays: 9, expiryWarningDays: 4 })
    const { data } = await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs?action=organization.updated', org)
    expect(data).toHaveLength(3)
    expect((await call('GET', '/api/v1/organization', org)).headers.get('etag')).toBe('"v4"')
  })

  it.each<[string, object, string]>([
    ['nothing', {}, ''],
    ['an unknown field', { slug: 'mine' }, 'slug'],
    ['an empty name', { name: ' ' }, 'name'],
    ['a name that is a number', { name: 7 }, 'name'],
    ['a time zone that is none', { timeZone: 'Mars/Base' }, 'timeZone'],
    ['another plan', { plan: 'gold' }, 'plan'],
    ['keysInQuery as text', { keysInQuery: 'yes' }, 'keysInQuery'],
    ['no day of the log', { logRetentionDays: 0 }, 'logRetentionDays'],
    ['a log for too long', { logRetentionDays: 731 }, 'logRetentionDays'],
    ['deliveries for less than a day', { deliveryRetentionDays: 0.5 }, 'deliveryRetentionDays'],
    ['an audit log for less than a month', { auditRetentionDays: 29 }, 'auditRetentionDays'],
    ['archiveLogs as a word', { archiveLogs: 'yes' }, 'archiveLogs'],
    ['captureBodies as a number', { captureBodies: 1 }, 'captureBodies'],
    ['a name without letters', { redactNames: ['pin', '_-'] }, 'redactNames.1'],
    ['a name twice', { redactNames: ['my_pin', 'My-Pin'] }, 'redactNames'],
    ['too many names', { redactNames: Array.from({ length: 51 }, (_, n) => `name${n}`) }, 'redactNames'],
    ['another leak action', { leakAction: 'ignore' }, 'leakAction'],
    ['no days at all', { unusedAfterDays: 0 }, 'unusedAfterDays'],
    ['half a day', { expiryWarningDays: 1.5 }, 'expiryWarningDays'],
    ['days without end', { rotationReminderDays: 731 }, 'rotationReminderDays'],
    ['an address that is none', { alertEmail: 'ops' }, 'alertEmail'],
    ['two addresses', { alertEmail: 'a@example.com, b@example.com' }, 'alertEmail'],
    ['figures of another plan', { plan: 'free', planLimits: { perMinute: 1 } }, 'planLimits'],
    ['a limit of another length', { planLimits: { perWeek: 1 } }, 'planLimits.perWeek'],
    ['a limit of 0', { planLimits: { perDay: 0 } }, 'planLimits.perDay'],
  ])('to %s is refused with a message that names the field', async (_, body, path) => {
    const org = await newTestOrg()
    const answer = await patch(org, body)
    const problem = await answer.json<Problem>()
    expect(answer.status).toBe(422)
    expect(problem.errors?.map((error) => error.path)).toContain(path)
    expect((await call('GET', '/api/v1/organization', org)).headers.get('etag')).toBe('"v1"')
  })

  it.each(['developer', 'viewer'] as const)('is refused to a %s', async (role) => {
    const org = await newTestOrg(role, { withKey: false })
    const answer = await patch({ cookie: await signIn(org) }, { name: 'Mine' })
    expect([answer.status, (await answer.json<Problem>()).code]).toEqual([403, 'role_insufficient'])
  })

  it('never affects another one', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    const theirs = await read(other)
    expect((await patch(org, { id: other.organizationId, name: 'Taken' })).status).toBe(422)
    expect((await patch(org, { name: 'Ours alone' })).status).toBe(200)
    expect(await read(other)).toEqual(theirs)
  })
})

describe('the plan', () => {
  it('has its own limits only if it is enterprise, and another plan clears them', async () => {
    const org = await newTestOrg()
    const owner = { cookie: await signIn(org) }
    const agreed = { perMinute: 5000, perHour: null, perDay: 1_000_000 }
    expect(await (await patch(owner, { planLimits: agreed })).json<Organization>()).toMatchObject({
      plan: 'enterprise',
      planLimits: agreed,
    })
    const none = { perMinute: null, perHour: null, perDay: null }
    expect(await (await patch(owner, { plan: 'business' })).json<Organization>()).toMatchObject({
      plan: 'business',
      planLimits: none,
    })
    const refused = await patch(owner, { planLimits: agreed })
    expect([refused.status, (await refused.json<Problem>()).errors?.[0]?.path]).toEqual([422, 'planLimits'])
    await patch(owner, { plan: 'enterprise', planLimits: { perMinute: 10 } })
    expect(await read(org)).toMatchObject({ plan: 'enterprise', planLimits: { ...none, perMinute: 10 } })
    const stored = await env.DB.prepare(
      'SELECT plan_per_minute AS a, plan_per_hour AS b FROM organizations WHERE id = ?',
    )
      .bind(org.organizationId)
      .first()
    expect(stored).toEqual({ a: 10, b: null })
  })

  it('is changed only by owners: not by admins, and not by keys with any scopes', async () => {
    const org = await newTestOrg()
    const limitedKey = await createKey(org, { scopes: ['organization:write'] })
    const admin = { cookie: await signIn(await newTestOrg('admin', { withKey: false })) }
    for (const by of [limitedKey, { key: org.key }, admin]) {
      expect((await patch(by, { name: 'A new name' })).status).toBe(200)
      for (const body of [{ plan: 'free' }, { planLimits: { perMinute: 9 } }]) {
        const refused = await patch(by, body)
        expect([refused.status, (await refused.json<Problem>()).code]).toEqual([403, 'owner_needed'])
      }
    }
    for (const by of [{ key: org.key }, admin]) {
      expect(await read(by)).toMatchObject({ plan: 'enterprise', planLimits: { perMinute: null } })
    }
    const reader = await createKey(org, { scopes: ['organization:read'] })
    expect((await patch(reader, { name: 'By a reader' })).status).toBe(403)
    const owner = { cookie: await signIn(org) }
    expect((await patch(owner, { plan: 'standard' })).status).toBe(200)
    // The same value changes nothing, so anybody who may change other settings may include it.
    expect((await patch(admin, { plan: 'enterprise', name: 'Another' })).status).toBe(200)
  })
})
