import { createHmac } from 'node:crypto'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { newSecret, signedHeaders } from '../../../test/support/signed-webhook.ts'
import { ParsedBodyError, verifyRequest, verifyWebhook, WebhookError } from './index.ts'

const now = Date.parse('2026-11-21T09:30:00Z')
const secret = newSecret()
/** With characters that a parser and a writer of JSON would change. */
const body =
  '{"id":"evt_1","type":"user.created","timestamp":"2026-11-21T09:30:00.000Z","environment":"live","data":{ "url":"https:\\/\\/a","e":"\\u001B\u{1f600}" }}'

const signed = (text = body, at = now, secrets = [secret]) => signedHeaders('evt_1', at, text, secrets)

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'genuine',
    (error: unknown) => (error instanceof WebhookError ? error.code : String(error)),
  )

describe('a webhook', () => {
  test('with a signature of Standard Webhooks is genuine, as text and as bytes, whatever the headers are kept in', async () => {
    const headers = signed()
    const bytes = new TextEncoder().encode(body)
    for (const form of [body, bytes, bytes.buffer, Buffer.from(body)]) {
      const event = await verifyWebhook<{ type: 'user.created' }>({ secrets: secret, body: form, headers, now })
      expectTypeOf(event).toEqualTypeOf<{ type: 'user.created' }>()
      expect(event).toEqual(JSON.parse(body))
    }
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]))
    for (const form of [new Headers(headers), upper]) {
      expect(await verifyWebhook({ secrets: secret, body, headers: form, now })).toMatchObject({ id: 'evt_1' })
    }
  })

  test('is not genuine if a byte of it differs, or its id, time or secret does', async () => {
    const headers = signed()
    const check = (change: object) => codeOf(verifyWebhook({ secrets: secret, body, headers, now, ...change }))
    expect(await check({})).toBe('genuine')
    expect(await check({ body: JSON.stringify(JSON.parse(body)) })).toBe('signature_invalid')
    expect(await check({ body: `${body} ` })).toBe('signature_invalid')
    expect(await check({ headers: { ...headers, 'webhook-id': 'evt_2' } })).toBe('signature_invalid')
    expect(await check({ headers: { ...headers, 'webhook-timestamp': String(now / 1000 + 1) } })).toBe(
      'signature_invalid',
    )
    expect(await check({ secrets: newSecret() })).toBe('signature_invalid')
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      expect(await check({ headers: { ...headers, [name]: '' } })).toBe('header_missing')
    }
    expect(await check({ headers: { ...headers, 'webhook-timestamp': '1e9' } })).toBe('timestamp_invalid')
    const plain = createHmac('sha256', secret).update(body).digest('hex')
    expect(await check({ headers: { ...headers, 'webhook-signature': `v1,${plain}` } })).toBe('signature_invalid')
  })

  test('is genuine during a rotation for whoever knows the old secret, the new one, or both', async () => {
    const old = newSecret()
    const headers = signed(body, now, [secret, old])
    for (const secrets of [secret, old, [old, secret], [newSecret(), old]]) {
      expect(await codeOf(verifyWebhook({ secrets, body, headers, now }))).toBe('genuine')
    }
    // A part of another version, or one that is malformed, does not spoil a good one.
    const odd = { ...headers, 'webhook-signature': `v2,abc v1,?? v1a,x  ${headers['webhook-signature']}` }
    expect(await codeOf(verifyWebhook({ secrets: old, body, headers: odd, now }))).toBe('genuine')
  })

  test('that is older than five minutes, or ahead of our clock, is refused', async () => {
    const check = async (at: number, toleranceSeconds?: number) =>
      codeOf(verifyWebhook({ secrets: secret, body, headers: signed(body, at), now, toleranceSeconds }))
    expect(await check(now - 300_000)).toBe('genuine')
    expect(await check(now - 301_000)).toBe('timestamp_out_of_tolerance')
    expect(await check(now + 300_000)).toBe('genuine')
    expect(await check(now + 301_000)).toBe('timestamp_out_of_tolerance')
    expect(await check(now - 301_000, 600)).toBe('genuine')
  })

  test('in a form is read from its payload', async () => {
    const form = new URLSearchParams({ payload: body }).toString()
    const headers = { ...signed(form), 'content-type': 'application/x-www-form-urlencoded' }
    expect(await verifyWebhook({ secrets: secret, body: form, headers, now })).toEqual(JSON.parse(body))
    const text = 'hello'
    expect(await codeOf(verifyWebhook({ secrets: secret, body: text, headers: signed(text), now }))).toBe(
      'body_invalid',
    )
  })

  test('whose body was parsed already gives an error that names the cause', async () => {
    const headers = signed()
    for (const parsed of [JSON.parse(body), undefined, null]) {
      const call = verifyWebhook({ secrets: secret, body: parsed, headers, now })
      await expect(call).rejects.toThrow(ParsedBodyError)
      await expect(call).rejects.toThrow('was read before its signature could be checked')
    }
    const fresh = signed(body, Date.now())
    const request = () => new Request('https://app.example', { method: 'POST', body, headers: fresh })
    expect(await verifyRequest(request(), { secrets: secret })).toMatchObject({ id: 'evt_1' })
    const read = request()
    await read.json()
    await expect(verifyRequest(read, { secrets: secret })).rejects.toThrow('for example by request.json()')
  })

  test.each([undefined, '', [], ['whsec_'], 'whsec_not base64', [undefined]])(
    'is never genuine for the secret %s',
    async (wrong) => {
      const call = verifyWebhook({ secrets: wrong as string, body, headers: signed(), now })
      await expect(call).rejects.toThrow(/signing secret/)
    },
  )
})
