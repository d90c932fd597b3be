import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { TestResult, WebhookWithSecret } from '../../../../contract/webhooks.ts'
import { allOver, createHook, deliveryOf, newInbox, publish } from '../../../../test/support/hooks.ts'
import { call, json, newTestOrg } from '../../../../test/support/kit.ts'

const TOKEN = 'tok_"q"/9f8e7d6c5b4a&x=1'
const headers = { Authorization: `Bearer ${TOKEN}`, 'X-Pin': '4711', 'X-Tenant': 'tenant-secret-77' }

/** Whether a text contains one of them, in any encoding that the echoing receiver writes. */
function leaks(text: string, secret: string): string[] {
  const values = [TOKEN, 'tenant-secret-77', secret, secret.slice(6)]
  const forms = values.flatMap((one) => [
    one,
    JSON.stringify(one).slice(1, -1),
    JSON.stringify(JSON.stringify(one)).slice(3, -3),
    encodeURIComponent(one),
    Buffer.from(one).toString('base64').slice(4, -4),
  ])
  return forms.filter((form) => text.includes(form))
}

describe('a receiver that echoes its request', () => {
  it('leaves no header value and no signing secret in the stored delivery, also if it fails', async () => {
    const org = await newTestOrg()
    for (const status of [200, 500]) {
      const hook = await createHook(org, { url: newInbox(`echo/${status}`).url, headers, maxRetries: 0 })
      await publish(org, { data: { a: 1 } })
      const [delivery] = await allOver(org, hook.id, 1)
      const detail = await deliveryOf(org, hook.id, delivery?.id ?? '')
      const [attempt] = detail.attemptList
      expect(attempt?.response?.status).toBe(status)
      expect(attempt?.response?.body).toContain('webhook-id')
      expect(attempt?.response?.body).toContain('••••••')
      expect(attempt?.response?.body).not.toMatch(/x-pin[^a-z0-9]{1,9}4711/i)
      const { results } = await env.DB.prepare('SELECT exchange FROM deliveries WHERE webhook_id = ?')
        .bind(hook.id)
        .all()
      for (const text of [JSON.stringify(detail), JSON.stringify(results)]) expect(leaks(text, hook.secret)).toEqual([])
      await call('DELETE', `/api/v1/webhooks/${hook.id}`, org)
    }
  })

  it('shows none of them in a test, of a saved webhook or not', async () => {
    const org = await newTestOrg()
    const { url } = newInbox('echo/200')
    const hook = await createHook(org, { url, headers })
    const secret = `whsec_${btoa('a secret of one hook, 32 bytes..')}`
    const saved = await json<TestResult>('POST', `/api/v1/webhooks/${hook.id}/test`, { ...org, body: {} })
    const unsaved = await json<TestResult>('POST', '/api/v1/webhooks/test', {
      ...org,
      body: { url, headers, secret },
    })
    for (const [result, own] of [
      [saved, hook.secret],
      [unsaved, secret],
    ] as const) {
      expect(result.response?.body).toContain('webhook-id')
      expect(leaks(JSON.stringify(result), own)).toEqual([])
    }
  })

  it('leaves nothing of a replaced secret while both sign', async () => {
    const org = await newTestOrg()
    const hook = await createHook(org, { url: newInbox('echo/200').url, headers })
    const rotated = await json<WebhookWithSecret>('POST', `/api/v1/webhooks/${hook.id}/rotate-secret`, org)
    const result = await json<TestResult>('POST', `/api/v1/webhooks/${hook.id}/test`, { ...org, body: {} })
    for (const secret of [hook.secret, rotated.secret]) expect(leaks(JSON.stringify(result), secret)).toEqual([])
  })
})
