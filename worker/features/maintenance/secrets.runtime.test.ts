import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { jobDeps } from '../../../test/support/job-deps.ts'
import { call, createKey, newTestOrg, settled, signIn } from '../../../test/support/kit.ts'
import { noise, SECRET_FORMS, SECRET_NAMES } from '../../../test/support/secret-fixtures.ts'
import { signReport } from '../../../test/support/sign-report.ts'
import { until } from '../../../test/support/until.ts'
import { randomBase62, sha256 } from '../../platform/lib/crypto/crypto.ts'
import { toHex } from '../../platform/lib/crypto/encoding.ts'
import { sendAlertMails } from '../alerts/send-mails.ts'

/** The whole content of the database as text, with blobs unchanged and in hex. */
async function everythingStored(): Promise<string> {
  const { results: tables } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_%' ESCAPE '\\'",
  ).all<{ name: string }>()
  const texts: string[] = []
  for (const { name } of tables) {
    const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all<Record<string, unknown>>()
    for (const row of results) {
      for (const value of Object.values(row)) {
        const bytes = Array.isArray(value) ? Buffer.from(value) : null
        texts.push(bytes ? `${bytes.toString('latin1')} ${bytes.toString('hex')}` : String(value))
      }
    }
  }
  return texts.join('\n')
}

/** A binding whose method is recorded: its input, as text. */
function watched<T extends object>(binding: T, methods: string[]) {
  const given: string[] = []
  const proxy = new Proxy(binding, {
    get: (target, property) => {
      const value = Reflect.get(target, property, target)
      if (typeof value !== 'function') return value
      return (...input: unknown[]) => {
        if (methods.includes(String(property))) given.push(JSON.stringify(input))
        return Reflect.apply(value, target, input)
      }
    },
  })
  return { given, binding: proxy }
}

describe('a plaintext secret', () => {
  it('is in no table, no object, no answer except the first, and no line of the log', async () => {
    const lines: string[] = []
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(' ')))
    }
    const org = await newTestOrg()
    const answers: string[] = []
    const keep = async (promise: Promise<Response>) => {
      const response = await promise
      answers.push([...response.headers].join('\n'), await response.text())
    }
    const made = await createKey(org, { rateLimit: { perMinute: 3 } })
    const idempotent = await call('POST', '/api/v1/api-keys', {
      key: org.key,
      body: { name: 'Kept answer', scopes: ['users:read'] },
      headers: { 'idempotency-key': 'the-key-of-this-test' },
    }).then((one) => one.json<{ key: string }>())
    for (let n = 0; n < 5; n++) await keep(call('GET', '/api/v1/me', { key: made.key }))
    await keep(call('GET', `/api/v1/me?api_key=${made.key}`))
    await keep(call('GET', `/api/v1/${made.key}`, { key: made.key }))
    await keep(call('GET', `/api/v1/api-keys/${made.key}`, { key: org.key, headers: { 'user-agent': made.key } }))
    await keep(call('GET', '/api/v1/event-logs', { key: `${made.key}x` }))
    await keep(call('POST', '/api/v1/api-keys/verify', { key: org.key, body: { key: made.key, explain: true } }))
    await keep(call('POST', '/api/v1/api-keys/verify', { key: org.key, body: { key: [made.key] } }))
    await keep(call('POST', '/api/v1/api-keys', { key: org.key, body: { [made.key]: made.key } }))
    await keep(
      call('POST', '/api/v1/api-keys', {
        key: org.key,
        raw: `{"name":"${made.key}`,
        headers: { 'content-type': 'application/json' },
      }),
    )
    await keep(call('GET', '/api/v1/api-keys', org))
    await keep(call('GET', `/api/v1/api-keys/${made.id}`, org))
    await keep(call('POST', `/api/v1/api-keys/${made.id}/revoke`, org))
    await env.DB.exec('ALTER TABLE api_keys RENAME TO api_keys_away')
    await keep(call('GET', '/api/v1/api-keys', org))
    await keep(call('POST', '/api/v1/api-keys', { key: org.key, body: { name: 'Fails', scopes: ['users:read'] } }))
    await env.DB.exec('ALTER TABLE api_keys_away RENAME TO api_keys')
    const cookie = await signIn(org)
    await keep(call('GET', '/api/v1/me', { cookie }))
    await settled()
    await until(
      async () => ((await env.DB.prepare('SELECT count(*) AS n FROM event_logs').first<{ n: number }>())?.n ?? 0) >= 12,
    )
    const stored = await everythingStored()
    const row = await env.DB.prepare('SELECT reference FROM api_keys WHERE id = ?')
      .bind(made.id)
      .first<{ reference: string }>()
    const object = await runInDurableObject(
      env.CREDENTIAL_GUARD.get(env.CREDENTIAL_GUARD.idFromName(row?.reference ?? '')),
      (_, state) => JSON.stringify([...state.storage.kv.list()]),
    )
    const session = decodeURIComponent(cookie.split('=')[1] ?? '')
    for (const [what, text] of Object.entries({ stored, object, logged: lines.join('\n') })) {
      for (const key of [made.key, org.key, idempotent.key]) {
        const secret = key.slice(18, 50)
        expect(text.includes(key), `${what} holds a key`).toBe(false)
        expect(text.includes(secret), `${what} holds the secret part of a key`).toBe(false)
        expect(text.includes(Buffer.from(key).toString('hex')), `${what} holds a key in hex`).toBe(false)
      }
      expect(text.includes(org.password), `${what} holds a password`).toBe(false)
      expect(text.includes(env.SETUP_TOKEN), `${what} holds the setup code`).toBe(false)
    }
    for (const text of [...answers, lines.join('\n')]) {
      for (const key of [made.key, org.key, idempotent.key]) expect(text).not.toContain(key.slice(18, 50))
      expect(text).not.toContain(session.split('.')[0])
    }
    vi.restoreAllMocks()
  })

  it('of another system leaves neither the key nor its plain digest in storage, used or not', async () => {
    const org = await newTestOrg()
    const [used, unused] = [`acme_${randomBase62(30)}`, `acme_${randomBase62(30)}`]
    const digests = await Promise.all([used, unused].map(sha256))
    const lines: string[] = []
    for (const level of ['log', 'info', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(' ')))
    }
    const keys = digests.map((digest) => ({
      digest: toHex(digest),
      prefix: 'acme_',
      name: 'Moved',
      scopes: ['users:read', 'api-keys:verify'],
    }))
    const answer = await call('POST', '/api/v1/api-keys/import', {
      key: org.key,
      body: { keys },
      headers: { 'idempotency-key': 'import-of-this-test' },
    })
    const answerText = await answer.text()
    expect(answerText).toContain('"imported":2')
    expect((await call('GET', '/api/v1/me', { key: used })).status).toBe(200)
    await call('POST', '/api/v1/api-keys/verify', { key: used, body: { key: used, explain: true } })
    const misplaced = await Promise.all([
      call('GET', `/api/v1/api-keys/${used}`, { key: used, headers: { 'user-agent': used } }),
      call('POST', '/api/v1/api-keys/verify', { key: used, body: { [used]: used } }),
      call('GET', `/api/v1/me?${used}=1`, { key: used }),
    ]).then((all) => Promise.all(all.map((one) => one.text())))
    await settled()
    await until(
      async () =>
        ((
          await env.DB.prepare('SELECT count(*) AS n FROM event_logs WHERE organization_id = ?')
            .bind(org.organizationId)
            .first<{ n: number }>()
        )?.n ?? 0) >= 6,
    )
    const texts = {
      stored: await everythingStored(),
      answerText,
      misplaced: misplaced.join('\n'),
      logged: lines.join('\n'),
    }
    vi.restoreAllMocks()
    for (const [what, text] of Object.entries(texts)) {
      for (const key of [used, unused]) {
        expect(text.includes(key.slice(5)), `${what} holds an imported key`).toBe(false)
        expect(text.includes(Buffer.from(key).toString('hex')), `${what} holds an imported key in hex`).toBe(false)
      }
      for (const digest of digests) {
        const bytes = Buffer.from(digest)
        for (const form of [bytes.toString('hex'), bytes.toString('latin1'), bytes.toString('base64').slice(0, 42)]) {
          expect(text.toLowerCase().includes(form.toLowerCase()), `${what} holds a plain digest`).toBe(false)
        }
      }
    }
  })

  it('in any of a hundred calls is stored nowhere, although headers and bodies are captured', async () => {
    const lines: string[] = []
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, level).mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(' ')))
    }
    const org = await newTestOrg()
    const settings = { captureBodies: true, redactNames: ['favorite color'], alertEmail: 'ops@example.com' }
    expect((await call('PATCH', '/api/v1/organization', { key: org.key, body: settings })).status).toBe(200)
    await settled()
    const { webSocket } = await call('GET', '/api/v1/event-logs/stream', {
      key: org.key,
      headers: { upgrade: 'websocket' },
    })
    const frames: string[] = []
    webSocket?.addEventListener('message', ({ data }) => void frames.push(String(data)))
    webSocket?.accept()
    const queue = watched(env.REQUEST_LOGS, ['send', 'sendBatch'])
    const bindings = { ...env, REQUEST_LOGS: queue.binding }
    const send = (method: string, path: string, more: Parameters<typeof call>[2]) =>
      call(method, path, { key: org.key, env: bindings, ...more }).then((answer) => answer.text())
    const form = { 'content-type': 'application/x-www-form-urlencoded' }

    const asJson = { 'content-type': 'application/json' }
    const names = [...SECRET_NAMES, 'Favorite_Color']
    const secrets: string[] = []
    for (const { text, trace } of SECRET_FORMS) {
      secrets.push(...(trace.match(/[\w-]{12,}/g) ?? [trace]))
      const line = text.replaceAll('\n', ' ')
      const encoded = encodeURIComponent(text)
      await send('PATCH', `/api/v1/api-keys/${encoded}?note=${encoded}`, {
        headers: { 'user-agent': `app/1 ${line}`, 'x-note': line, referer: `https://a.example/?next=${encoded}` },
        body: { note: text, list: [{ deep: [text] }], held: JSON.stringify({ inner: text }), [text]: 1 },
      })
      await send('POST', `/api/v1/api-keys/verify?${encoded}=1`, { body: { key: text, more: { [text]: [text] } } })
      await send('POST', `/api/v1/webhooks/${encoded}/test`, { raw: `note=${encoded}&${encoded}=1`, headers: form })
      await send('DELETE', `/api/v1/none/of/ours/${encoded}`, { raw: text, headers: { 'content-type': 'text/plain' } })
    }
    for (const [n, name] of names.entries()) {
      const value = (place: number) => noise(1000 + n * 4 + place, 30)
      const [query, header, json, body] = [value(0), value(1), value(2), value(3)] as const
      secrets.push(query, header, json, body)
      const encoded = encodeURIComponent(name)
      const ours = ['authorization', 'x-api-key'].includes(name.toLowerCase())
      await send('POST', `/api/v1/api-keys/verify?${encoded}=${query}`, {
        headers: ours ? {} : { [name]: header },
        body: { [name]: json, list: [{ [name]: [json] }], held: JSON.stringify({ a: { [name]: { of: json } } }) },
      })
      await send('POST', '/api/v1/events', { raw: `a=1&${encoded}=${body}`, headers: form })
      await send('PATCH', '/api/v1/webhooks/none', {
        raw: `{"${name}":"${body}"`,
        headers: { 'content-type': `application/json; token=${header}` },
      })
    }
    // People who report a key say where they found it, and may paste more than the URL.
    const [leaked, ...others] = await Promise.all(SECRET_FORMS.slice(0, 12).map(() => createKey(org)))
    const reports = [leaked, ...others].map((one, n) => {
      const { text } = SECRET_FORMS[n * 4] ?? { text: '' }
      return {
        key: one?.key,
        source: text.slice(0, 200),
        url: `https://a.example/?token=${noise(n, 30)}&q=${encodeURIComponent(text)}`,
      }
    })
    const raw = JSON.stringify({ reports })
    const signed = { ...asJson, ...signReport(env.LEAK_REPORT_SECRET, raw) }
    expect(
      await (await call('POST', '/api/v1/api-keys/leak-reports', { raw, headers: signed, env: bindings })).text(),
    ).toContain('disabled')
    secrets.push(...reports.map((_, n) => noise(n, 30)))
    await send('POST', `/api/v1/api-keys/${leaked?.id}/regenerate`, { body: {} })
    await settled()
    expect(new Set(secrets).size).toBeGreaterThanOrEqual(100)

    const count = async (table: string) =>
      (
        await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE organization_id = ?`)
          .bind(org.organizationId)
          .first<{ n: number }>()
      )?.n ?? 0
    const calls = SECRET_FORMS.length * 3 + names.length * 3
    await until(async () => (await count('event_logs')) >= calls)
    expect(await count('event_log_bodies')).toBeGreaterThanOrEqual(calls)
    await until(() => frames.join('').includes('/regenerate'))
    const mails = watched(env.ALERTS_EMAIL, ['send'])
    await sendAlertMails.run(await jobDeps(Date.now(), { binding: mails.binding, from: 'alerts@gatehouse.test' }), null)
    const read = async (path: string) => (await call('GET', path, { key: org.key })).text()
    const texts = {
      stored: await everythingStored(),
      csv: await read('/api/v1/event-logs/export?format=csv'),
      jsonl: await read('/api/v1/event-logs/export?format=jsonl'),
      audit: await read('/api/v1/audit-logs?limit=100'),
      alerts: await read('/api/v1/alerts?limit=100'),
      frames: frames.join('\n'),
      mails: mails.given.join('\n'),
      queue: queue.given.join('\n'),
      printed: lines.join('\n'),
    }
    vi.restoreAllMocks()
    webSocket?.close()
    // The searched data is not empty, and contains values that are not secret.
    for (const text of [texts.csv, texts.jsonl, texts.frames, texts.queue])
      expect(text).toContain('/api/v1/api-keys/verify')
    expect(texts.queue).toContain('bodyType')
    // Headers and bodies are read one entry at a time.
    for (const text of [texts.csv, texts.jsonl, texts.frames]) expect(text).not.toContain('bodyType')
    expect(texts.mails).toContain('public')
    expect(texts.alerts).toContain('key_leaked')
    const found = Object.entries(texts).flatMap(([where, text]) =>
      secrets
        .filter((secret) => [secret.slice(0, 10), secret.slice(-10)].some((part) => text.includes(part)))
        .map((secret) => `${secret} in ${where}`),
    )
    expect(found).toEqual([])
  }, 60_000)
})
