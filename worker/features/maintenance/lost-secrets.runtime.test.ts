import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { CreateApiKey } from '../../../contract/api-keys.ts'
import type { Page } from '../../../contract/common.ts'
import type { TestResult, Webhook } from '../../../contract/webhooks.ts'
import { allOver, createHook, deliveryOf, newInbox, publish } from '../../../test/support/hooks.ts'
import { jobDeps } from '../../../test/support/job-deps.ts'
import { call, createKey, json, newTestOrg, signIn, type TestOrg } from '../../../test/support/kit.ts'
import type { Config } from '../../platform/env.ts'
import { configOf } from '../../platform/env.ts'
import { keyedHash } from '../../platform/lib/crypto/keyed-hash.ts'
import { openText, sealText } from '../../platform/lib/crypto/sealing.ts'
import { SEALED_ROUTE_HEADERS } from '../../platform/lib/crypto/sealing-purposes.ts'
import type { JobDeps } from '../../platform/scheduler/job.ts'
import { checkSecrets, forgetSecretCheck } from '../../platform/secrets/check-secrets.ts'
import { issueKey } from '../api-keys/format/key-format.ts'
import { createApiKey } from '../api-keys/keys/create.ts'
import { presentedKeyOf, tryKey } from '../api-keys/verification/try-key.ts'
import { forgetSigningKeys, signerOf } from '../gateway/identity/signing-keys.ts'
import { openSecrets } from '../incoming/settings/secrets.ts'
import { openHeaders } from '../webhooks/settings/present.ts'
import { openSecret } from '../webhooks/settings/secret.ts'
import { healthOf } from './health.ts'
import { reseal } from './reseal.ts'

const bytes = (fill: number) => new Uint8Array(32).fill(fill)
const pepper = (version: number, fill: number) => ({ version, hash: keyedHash(bytes(fill)) })

/** The dependencies of a job with another configuration, as after a deployment with other secrets. */
async function depsUnder(change: Partial<Config>): Promise<JobDeps> {
  return { ...(await jobDeps(Date.now())), config: { ...configOf(env), ...change } }
}

const problemsUnder = async (change: Partial<Config>) => {
  forgetSecretCheck()
  const problems = await checkSecrets(await depsUnder(change), Date.now())
  return problems.map(({ name, version, problem }) => `${name} ${version} ${problem}`)
}

/** Makes sealed values unreadable, as if their data key were lost. */
const lose = (table: string, column: string, id: string) =>
  env.DB.prepare(`UPDATE ${table} SET ${column} = X'03E7' || substr(${column}, 3) WHERE id = ?`).bind(id).run()

const asBlob = (table: string, column: string, id: string) =>
  env.DB.prepare(`UPDATE ${table} SET ${column} = CAST(${column} AS BLOB) WHERE id = ?`).bind(id).run()

const hookOf = (by: TestOrg, id: string) => json<Webhook>('GET', `/api/v1/webhooks/${id}`, by)

const reasons = {
  message: "Its secrets cannot be opened with today's DATA_KEYS: rotate its secret and set its headers again.",
}

beforeEach(async () => {
  forgetSecretCheck()
  // Values sealed or lost in an earlier test would interfere: secrets belong to the whole database.
  await env.DB.batch(
    ['webhooks', 'api_keys', 'idempotency', 'secret_versions'].map((table) => env.DB.prepare(`DELETE FROM ${table}`)),
  )
})

describe('a webhook whose secrets cannot be decrypted', () => {
  it('is marked, fails its deliveries once with that reason, and works again with a new secret and headers', async () => {
    const org = await newTestOrg()
    const inbox = newInbox()
    const well = await createHook(org, { url: inbox.url, name: 'Well', events: ['user.deleted'] })
    const hook = await createHook(org, { url: inbox.url, headers: { 'X-Token': 'a-token-of-this-test' } })
    for (const column of ['sealed_secret', 'sealed_headers']) {
      await lose('webhooks', column, hook.id)
      await asBlob('webhooks', column, hook.id)
    }
    const { data } = await json<Page<Webhook>>('GET', '/api/v1/webhooks', org)
    expect(data.map(({ id, unreadable, headers }) => [id, unreadable, headers]).sort()).toEqual(
      [
        [well.id, [], {}],
        [hook.id, ['secret', 'headers'], {}],
      ].sort(),
    )
    const test = await json<TestResult>('POST', `/api/v1/webhooks/${hook.id}/test`, { ...org, body: {} })
    expect(test).toMatchObject({ ok: false, response: null, error: { kind: 'secrets', ...reasons } })
    await publish(org)
    const [delivery] = await allOver(org, hook.id, 1)
    expect(delivery).toMatchObject({ status: 'failed', attempts: 1, nextAttemptAt: null, error: { kind: 'secrets' } })
    expect((await inbox.received()).length).toBe(0)

    const rotated = await json<Webhook>('POST', `/api/v1/webhooks/${hook.id}/rotate-secret`, org)
    expect(rotated).toMatchObject({ unreadable: ['headers'], oldSecretUntil: null })
    const headers = { 'X-Token': 'a-new-token-of-this-test' }
    await json('PATCH', `/api/v1/webhooks/${hook.id}`, { ...org, body: { headers } })
    expect(await hookOf(org, hook.id)).toMatchObject({ unreadable: [], headers })
    await call('POST', `/api/v1/webhooks/${hook.id}/deliveries/${delivery?.id}/retry`, org)
    const [sent] = await allOver(org, hook.id, 1)
    expect(sent).toMatchObject({ status: 'succeeded', attempts: 2 })
    expect((await deliveryOf(org, hook.id, sent?.id ?? '')).attemptList).toMatchObject([
      { error: { kind: 'secrets' }, response: null },
      { error: null },
    ])
  })
})

describe('other data that cannot be decrypted', () => {
  it('answers with a clear conflict: a recoverable key, and the first answer to an Idempotency-Key', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const kept = await createKey(org, { recoverable: true })
    await lose('api_keys', 'sealed_key', kept.id)
    await asBlob('api_keys', 'sealed_key', kept.id)
    const reveal = await call('POST', `/api/v1/api-keys/${kept.id}/reveal`, { cookie })
    expect([reveal.status, await reveal.json()]).toMatchObject([409, { code: 'key_unreadable' }])

    const once = { ...org, headers: { 'idempotency-key': 'a-key-of-this-test' } }
    const body = { name: 'Once', scopes: ['users:read'] }
    expect((await call('POST', '/api/v1/api-keys', { ...once, body })).status).toBe(201)
    await env.DB.prepare(`UPDATE idempotency SET answer = CAST(X'03E7' || substr(answer, 3) AS BLOB)`).run()
    const again = await call('POST', '/api/v1/api-keys', { ...once, body })
    expect([again.status, await again.json()]).toMatchObject([409, { code: 'first_answer_unreadable' }])
  })
})

describe('secrets that do not match the database', () => {
  it('are reported by /healthz, and nothing new is created with them', async () => {
    const org = await newTestOrg()
    expect(await (await call('GET', '/healthz')).json()).toEqual({ status: 'ok' })
    const other = [pepper(2, 77), ...configOf(env).peppers.slice(1)]
    expect(await problemsUnder({ peppers: other })).toEqual(['KEY_PEPPERS 2 changed'])
    const deps = await depsUnder({ peppers: other })
    expect(await healthOf(deps)).toMatchObject({
      status: 'degraded',
      problems: [{ code: 'secrets_changed', detail: expect.stringContaining('KEY_PEPPERS version 2') }],
    })
    const actor = {
      type: 'system' as const,
      name: 'Test',
      organization: { id: org.organizationId, name: '', plan: 'enterprise' },
      scopes: ['*'],
      ip: null,
      requestId: 'r',
    }
    const input = CreateApiKey.parse({ name: 'Lost at once', scopes: ['users:read'] })
    await expect(createApiKey(deps, actor, input, async () => [])).rejects.toMatchObject({
      error: { kind: 'unavailable', code: 'secrets_changed' },
    })
    await expect(reseal.run(deps, null)).rejects.toThrow('not those of this database')
    forgetSecretCheck()
  })

  it('include versions that are missing although rows need them; an unused version may be removed', async () => {
    const org = await newTestOrg()
    const { peppers, dataKeys } = configOf(env)
    expect(await problemsUnder({})).toEqual([])
    expect(await problemsUnder({ peppers: peppers.slice(0, 1) })).toEqual([])
    expect(await problemsUnder({ peppers: peppers.slice(1) })).toEqual(['KEY_PEPPERS 2 missing'])
    expect(await problemsUnder({ dataKeys: [{ version: 2, bytes: bytes(5) }] })).toEqual([])
    await createHook(org, { url: newInbox().url })
    expect(await problemsUnder({ dataKeys: [{ version: 2, bytes: bytes(5) }] })).toEqual(['DATA_KEYS 1 missing'])
    // Its own fingerprint is registered by now, so other bytes with the same number are detected.
    expect(await problemsUnder({ dataKeys: [{ version: 2, bytes: bytes(6) }, ...dataKeys] })).toEqual([
      'DATA_KEYS 2 changed',
    ])
    forgetSecretCheck()
  })
})

describe('the check of the secrets', () => {
  it('answers although an earlier call with the same check never ended', async () => {
    const deps = await depsUnder({})
    forgetSecretCheck()
    // As in a call that is canceled while it waits for the database: nothing in it goes on.
    const never = new Promise(() => undefined)
    const query: object = new Proxy(() => query, {
      get: (_, property) => (property === 'then' ? never.then.bind(never) : () => query),
    })
    void checkSecrets({ ...deps, db: new Proxy(deps.db, { get: () => () => query }) }, Date.now())
    expect(await checkSecrets(deps, Date.now())).toEqual([])
  })
})

describe('a rotation', () => {
  it('of KEY_PEPPERS keeps old keys working, creates new ones with the new pepper, and an unused pepper can be removed', async () => {
    const org = await newTestOrg()
    const old = await createKey(org)
    const { keyPrefix, peppers } = configOf(env)
    const rotated = [pepper(31, 31), ...peppers]
    expect(await problemsUnder({ peppers: rotated })).toEqual([])
    const deps = await depsUnder({ peppers: rotated })
    const code = async (key: string) => {
      const presented = await presentedKeyOf(deps, key)
      if (!presented || presented === 'unavailable') return 'malformed'
      const ask = { scopes: [], ip: null, cost: 1, explain: false, organizationId: null }
      return (await tryKey(deps, presented, ask)).code
    }
    expect(await code(old.key)).toBe('ok')
    const actor = {
      type: 'system' as const,
      name: 'Test',
      organization: { id: org.organizationId, name: '', plan: 'enterprise' },
      scopes: ['*'],
      ip: null,
      requestId: 'r',
    }
    const input = CreateApiKey.parse({ name: 'New', scopes: ['users:read'] })
    const made = await createApiKey(deps, actor, input, async () => [])
    expect(await code(made.key)).toBe('ok')
    const { results } = await env.DB.prepare('SELECT pepper_version AS v FROM api_keys WHERE id = ?')
      .bind(made.id)
      .all()
    expect(results).toEqual([{ v: 31 }])
    expect(issueKey(keyPrefix, 'live', rotated).pepperVersion).toBe(31)
    expect(await problemsUnder({ peppers: [pepper(31, 31)] })).toEqual(['KEY_PEPPERS 2 missing'])
    forgetSecretCheck()
  })

  it('of DATA_KEYS reads sealed values, seals them with the new key, and then the older key can be removed', async () => {
    const org = await newTestOrg()
    const headers = { 'X-Token': 'a-token-of-this-test' }
    const hook = await createHook(org, { url: newInbox().url, headers })
    await json('POST', `/api/v1/webhooks/${hook.id}/rotate-secret`, org)
    const kept = await createKey(org, { recoverable: true })
    const verification = { kind: 'github', secret: 'of a sender' }
    const body = { name: 'In', target: 'event', eventType: 'form.sent', verification }
    const incoming = await json<{ id: string }>('POST', '/api/v1/incoming-webhooks', { key: org.key, body })
    const { dataKeys } = configOf(env)
    await env.DB.exec('DELETE FROM signing_keys')
    forgetSigningKeys()
    const signer = await signerOf(await depsUnder({}))
    const routeHeaders = await sealText(dataKeys, SEALED_ROUTE_HEADERS, '{"x-token":"of a route"}')
    await env.DB.prepare(
      `INSERT INTO gateway_routes (organization_id, id, name, description, prefix, exact, upstream, methods, scopes, cost,
         timeout_seconds, idle_timeout_seconds, strip_prefix, retry, request_headers, response_headers, status, circuit, source,
         created_at)
       VALUES (?, 'rte_1', '', '', '', 0, '', '[]', '[]', 1, 1, 1, 1, 1, ?, '{}', 'active', 'closed', 'manual', 0)`,
    )
      .bind(org.organizationId, routeHeaders)
      .run()
    const fresh = { version: 41, bytes: bytes(41) }
    const deps = await depsUnder({ dataKeys: [fresh, ...dataKeys] })
    const sealed = async () => {
      const hookRow = await env.DB.prepare(
        'SELECT sealed_secret AS secret, sealed_headers AS headers, previous_secret AS previous, version FROM webhooks WHERE id = ?',
      )
        .bind(hook.id)
        .first<{ secret: ArrayBuffer; headers: ArrayBuffer; previous: ArrayBuffer; version: number }>()
      if (!hookRow) throw new Error('no webhook')
      return {
        version: hookRow.version,
        secret: new Uint8Array(hookRow.secret),
        headers: new Uint8Array(hookRow.headers),
        previous: new Uint8Array(hookRow.previous),
      }
    }
    const before = await sealed()
    expect(await reseal.hasWork?.(deps)).toBe(true)
    let cursor: string | null = null
    let renewed = 0
    do {
      const run = await reseal.run(deps, cursor)
      cursor = run.cursor
      renewed += Number(run.result.resealed)
      if (cursor === null) expect(run.result).toMatchObject({ stillOld: expect.any(Number) })
    } while (cursor !== null)
    expect(renewed).toBeGreaterThanOrEqual(7)
    const after = await sealed()
    expect(after.version).toBe(before.version)
    const alone = { ...deps.config, dataKeys: [fresh] }
    expect(await openSecret(alone, after.previous)).toBe(hook.secret)
    expect(await openSecret(alone, after.secret)).toMatch(/^whsec_/)
    expect(await openHeaders(alone, after.headers)).toEqual(headers)
    const inRow = await env.DB.prepare('SELECT sealed_secrets FROM incoming_webhooks WHERE id = ?')
      .bind(incoming.id)
      .first<ArrayBuffer>('sealed_secrets')
    expect(await openSecrets(alone, new Uint8Array(inRow ?? []))).toEqual(['of a sender'])
    const routeRow = await env.DB.prepare('SELECT request_headers FROM gateway_routes WHERE organization_id = ?')
      .bind(org.organizationId)
      .first<ArrayBuffer>('request_headers')
    expect(await openText([fresh], SEALED_ROUTE_HEADERS, new Uint8Array(routeRow ?? []))).toContain('of a route')
    forgetSigningKeys()
    expect((await signerOf({ ...deps, config: alone })).kid).toBe(signer.kid)
    // A second round finds nothing, and writes nothing.
    expect((await reseal.run(deps, null)).result).toEqual({ resealed: 0 })
    expect((await reseal.run(deps, 'signing//')).result).toMatchObject({ resealed: 0 })
    const row = await env.DB.prepare('SELECT hex(substr(sealed_key, 1, 2)) AS v FROM api_keys WHERE id = ?')
      .bind(kept.id)
      .first<{ v: string }>()
    expect(row).toEqual({ v: '0029' })
  })
})
