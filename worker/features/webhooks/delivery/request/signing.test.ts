import '../../../../../test/support/node-crypto.ts'
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { newSigningSecret, signatureHeaders, signerOf } from './signing.ts'

/** Like hash_hmac('sha256', $payload, $webhookSecret) in PHP. */
const php = (body: string, secret: string) => createHmac('sha256', secret).update(body).digest('hex')

describe('a signature', () => {
  it('of any body matches the package standardwebhooks, and the plain one matches PHP', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.uuid(), async (value, id) => {
        const secret = newSigningSecret()
        const body = JSON.stringify(value)
        const headers = await signatureHeaders(id, Date.now(), body, [await signerOf(secret)])
        expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
        expect(headers['x-webhook-signature']).toBe(php(body, secret))
        expect(() => new Webhook(newSigningSecret()).verify(body, headers)).toThrow()
        expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow()
      }),
      { numRuns: 60 },
    )
  })

  it('verifies with both secrets during a rotation', async () => {
    const [fresh, old] = [newSigningSecret(), newSigningSecret()]
    const headers = await signatureHeaders('evt_1', Date.now(), '{}', [await signerOf(fresh), await signerOf(old)])
    for (const secret of [fresh, old]) expect(new Webhook(secret).verify('{}', headers)).toEqual({})
    expect(headers['x-webhook-signature']).toBe(php('{}', fresh))
    expect(headers['x-webhook-signature-previous']).toBe(php('{}', old))
  })

  it('contains the time of the attempt', async () => {
    const secret = newSigningSecret()
    const headers = await signatureHeaders('evt_1', Date.now() - 600_000, '{}', [await signerOf(secret)])
    expect(() => new Webhook(secret).verify('{}', headers)).toThrow(/too old/)
  })
})
