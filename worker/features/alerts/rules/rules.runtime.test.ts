import { describe, expect, it } from 'vitest'
import type { AlertRule } from '../../../../contract/alert-rules.ts'
import { ALERT_KINDS, RULE_FIGURES } from '../../../../contract/alerts.data.ts'
import type { AuditEntry } from '../../../../contract/audit.ts'
import type { Page, Problem } from '../../../../contract/common.ts'
import { call, createKey, json, newTestOrg, type TestOrg } from '../../../../test/support/kit.ts'
import { pageOfRules } from './list-rules.ts'
import { settingsOf } from './rules.ts'

const PATH = '/api/v1/alert-rules'
const put = (org: Pick<TestOrg, 'key'>, rules: object, headers: Record<string, string> = {}) =>
  call('PUT', PATH, { key: org.key, body: { rules }, headers })
const read = async (org: TestOrg) => {
  const answer = await call('GET', PATH, { key: org.key })
  const { data } = await answer.json<Page<AlertRule>>()
  return { etag: answer.headers.get('etag') ?? '', of: (kind: string) => data.find((rule) => rule.kind === kind), data }
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

describe('the rules', () => {
  it('are the built-in ones of every kind until somebody changes them', async () => {
    const org = await newTestOrg()
    const { data, of } = await read(org)
    expect(data.map(({ kind }) => kind)).toEqual([...ALERT_KINDS])
    expect(data.every(({ isDefault, enabled, byEmail, asEvent }) => isDefault && enabled && byEmail && asEvent)).toBe(
      true,
    )
    expect(of('auth_failures')).toEqual({
      kind: 'auth_failures',
      enabled: true,
      threshold: 20,
      windowSeconds: 300,
      byEmail: true,
      asEvent: true,
      mutedUntil: null,
      isDefault: true,
    })
    expect(of('key_unused')).toMatchObject({ threshold: null, windowSeconds: null })
  })

  it('are changed by kind without affecting others, and can be reset to the built-in values', async () => {
    const org = await newTestOrg()
    const until = inDays(1)
    const answer = await put(org, {
      auth_failures: { threshold: 50, windowSeconds: 600 },
      key_unused: { mutedUntil: until },
    })
    expect(answer.status).toBe(200)
    const after = await read(org)
    expect(await answer.json()).toEqual({
      data: after.data,
      nextCursor: null,
      total: ALERT_KINDS.length,
      mailConfigured: true,
    })
    expect(answer.headers.get('etag')).toBe(after.etag)
    expect(after.of('auth_failures')).toMatchObject({ threshold: 50, windowSeconds: 600, isDefault: false })
    expect(after.of('key_unused')).toMatchObject({ mutedUntil: until, isDefault: false })
    expect(after.data.filter(({ isDefault }) => !isDefault)).toHaveLength(2)
    await put(org, { auth_failures: { byEmail: false, threshold: null } })
    expect((await read(org)).of('auth_failures')).toMatchObject({ threshold: 20, windowSeconds: 600, byEmail: false })
    await put(org, { auth_failures: null, key_unused: { mutedUntil: null } })
    expect((await read(org)).data.every(({ isDefault }) => isDefault)).toBe(true)
  })

  it('come with whether this installation can send mail', async () => {
    const org = await newTestOrg()
    expect(await (await call('GET', PATH, { key: org.key })).json()).toMatchObject({ mailConfigured: true })
    expect(pageOfRules(settingsOf([], Date.now()), null).mailConfigured).toBe(false)
  })

  it('have a version that If-Match checks, and that is never used twice', async () => {
    const org = await newTestOrg()
    const seen = new Set<string>()
    for (const change of [{ enabled: false }, null, { enabled: false }, null]) {
      const { etag } = await read(org)
      expect(seen.has(etag)).toBe(false)
      seen.add(etag)
      expect((await put(org, { key_leaked: change }, { 'if-match': etag })).status).toBe(200)
      const late = await put(org, { key_leaked: { asEvent: false } }, { 'if-match': etag })
      expect([late.status, (await late.json<Problem>()).code]).toEqual([412, 'precondition_failed'])
    }
    const { etag } = await read(org)
    expect((await put(org, { key_leaked: null }, { 'if-match': etag })).headers.get('etag')).toBe(etag)
  })

  it('keep all of ten changes at once, but only one with the same version', async () => {
    const org = await newTestOrg()
    const kinds = ALERT_KINDS.slice(0, 3)
    const answers = await Promise.all(kinds.map((kind) => put(org, { [kind]: { asEvent: false } })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const { etag, of } = await read(org)
    expect(kinds.every((kind) => of(kind)?.asEvent === false)).toBe(true)
    const rivals = await Promise.all(
      Array.from({ length: 10 }, (_, n) => put(org, { limit_exceeded: { threshold: n + 20 } }, { 'if-match': etag })),
    )
    expect(rivals.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)])
  })

  it('write one audit entry per change with all differences, and none if nothing differs', async () => {
    const org = await newTestOrg()
    await put(org, { limit_exceeded: { threshold: 99 }, key_rotated: { enabled: false, byEmail: true } })
    await put(org, { limit_exceeded: { threshold: 99 } })
    const { data } = await json<Page<AuditEntry>>('GET', '/api/v1/audit-logs?action=alert_rules.updated', org)
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({
      before: { limit_exceeded: { threshold: 10 }, key_rotated: { enabled: true } },
      after: { limit_exceeded: { threshold: 99 }, key_rotated: { enabled: false } },
    })
  })

  it('of another organization cannot be seen or changed', async () => {
    const [org, other] = [await newTestOrg(), await newTestOrg()]
    await put(org, { key_leaked: { enabled: false } })
    expect((await read(other)).of('key_leaked')?.enabled).toBe(true)
    await put(other, { key_leaked: { asEvent: false } })
    expect((await read(org)).of('key_leaked')).toMatchObject({ enabled: false, asEvent: true })
  })

  it('are changed with the scope to write alerts, and read with the scope to read alerts', async () => {
    const org = await newTestOrg()
    const reader = await createKey(org, { scopes: ['alerts:read'] })
    const none = await createKey(org, { scopes: ['users:read'] })
    expect((await call('GET', PATH, reader)).status).toBe(200)
    expect((await put(reader, { key_leaked: { enabled: false } })).status).toBe(403)
    expect((await call('GET', PATH, none)).status).toBe(403)
    expect((await call('PATCH', PATH, { key: org.key, body: { rules: { key_leaked: null } } })).status).toBe(200)
  })

  let org: TestOrg | undefined
  const { threshold, windowSeconds } = RULE_FIGURES.auth_failures
  it.each<[string, unknown, string]>([
    ['no rules', {}, 'rules'],
    ['an empty set', { rules: {} }, 'rules'],
    ['rules as a list', { rules: [] }, 'rules'],
    ['a field beside them', { rules: { key_leaked: null }, note: 'x' }, 'note'],
    ['an unknown kind', { rules: { noise: null } }, 'rules.noise'],
    ['an unknown field', { rules: { key_leaked: { volume: 1 } } }, 'rules.key_leaked.volume'],
    ['a threshold of a kind without', { rules: { key_leaked: { threshold: 5 } } }, 'rules.key_leaked.threshold'],
    [
      'a window of a kind without',
      { rules: { unusual_rate: { windowSeconds: 60 } } },
      'rules.unusual_rate.windowSeconds',
    ],
    [
      'too low a threshold',
      { rules: { auth_failures: { threshold: (threshold?.min ?? 0) - 1 } } },
      'rules.auth_failures.threshold',
    ],
    [
      'too high a threshold',
      { rules: { auth_failures: { threshold: (threshold?.max ?? 0) + 1 } } },
      'rules.auth_failures.threshold',
    ],
    ['a broken threshold', { rules: { auth_failures: { threshold: 2.5 } } }, 'rules.auth_failures.threshold'],
    ['a threshold as a text', { rules: { auth_failures: { threshold: '20' } } }, 'rules.auth_failures.threshold'],
    [
      'too short a window',
      { rules: { auth_failures: { windowSeconds: (windowSeconds?.min ?? 0) - 1 } } },
      'rules.auth_failures.windowSeconds',
    ],
    [
      'too long a window',
      { rules: { auth_failures: { windowSeconds: (windowSeconds?.max ?? 0) + 1 } } },
      'rules.auth_failures.windowSeconds',
    ],
    ['a switch as a number', { rules: { key_leaked: { enabled: 1 } } }, 'rules.key_leaked.enabled'],
    ['email as a text', { rules: { key_leaked: { byEmail: 'yes' } } }, 'rules.key_leaked.byEmail'],
    ['events as null', { rules: { key_leaked: { asEvent: null } } }, 'rules.key_leaked.asEvent'],
    ['a mute that is no time', { rules: { key_leaked: { mutedUntil: 'tomorrow' } } }, 'rules.key_leaked.mutedUntil'],
    ['a mute that is over', { rules: { key_leaked: { mutedUntil: inDays(-1) } } }, 'rules.key_leaked.mutedUntil'],
    [
      'a mute without an end in sight',
      { rules: { key_leaked: { mutedUntil: inDays(400) } } },
      'rules.key_leaked.mutedUntil',
    ],
    ['a rule as a text', { rules: { key_leaked: 'off' } }, 'rules.key_leaked'],
  ])('refuse %s with a message that names the field, and change nothing', async (_, body, path) => {
    // All of these together: none of them changes anything.
    org ??= await newTestOrg()
    const answer = await call('PUT', PATH, { key: org.key, body })
    expect(answer.status).toBe(422)
    const { errors } = await answer.json<Problem>()
    expect(errors?.map((error) => error.path)).toContain(path)
    expect(
      errors?.every(({ message }) => /^(must|is|names)/.test(message)),
      JSON.stringify(errors),
    ).toBe(true)
    expect((await read(org)).data.every(({ isDefault }) => isDefault)).toBe(true)
  })
})
