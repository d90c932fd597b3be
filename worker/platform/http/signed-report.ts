import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { z } from 'zod'
import { configOf } from '../env.ts'
import { notFound, Refusal } from '../errors.ts'
import { equalBytes, hmacKey } from '../lib/crypto/crypto.ts'
import { fromHex, utf8 } from '../lib/crypto/encoding.ts'
import { type App, callOf } from './context.ts'

/** The maximum difference between the timestamp of a report and now, s. */
const TOLERANCE_S = 300

/** The headers of a report that a secret scanner signed. */
export const SignatureHeaders = z.object({
  'x-gatehouse-timestamp': z.string().meta({ description: 'Seconds since 1970, at most 300 off.' }),
  'x-gatehouse-signature': z.string().meta({
    description: 'sha256=<hex> of the HMAC-SHA-256 of `<timestamp>.<raw body>` under the secret you were given.',
  }),
})

/**
 * Accepts a report only with a scanner's signature over exactly this body, made in the last five minutes. Without
 * LEAK_REPORT_SECRET the route answers 404.
 */
export const signedByScanner = createMiddleware<App>(async function verifySignature(c, next) {
  const { leakReportSecret } = configOf(c.env)
  if (leakReportSecret === null) throw notFound('Path')
  const signedAt = await signedAtOf(c, leakReportSecret)
  if (signedAt === null) {
    throw new Refusal({
      kind: 'unauthenticated',
      code: 'signature_invalid',
      detail: 'X-Gatehouse-Signature does not match this body and X-Gatehouse-Timestamp.',
      credential: false,
    })
  }
  if (Math.abs(Date.now() / 1000 - signedAt) > TOLERANCE_S) {
    throw new Refusal({
      kind: 'unauthenticated',
      code: 'signature_expired',
      detail: 'X-Gatehouse-Timestamp is more than 300 seconds off.',
      credential: false,
    })
  }
  callOf(c).signedAt = signedAt * 1000
  await next()
})

/** When the scanner signed this body, seconds since 1970. Null when the signature does not match. */
async function signedAtOf(c: Context<App>, secret: string): Promise<number | null> {
  const timestamp = c.req.header('x-gatehouse-timestamp') ?? ''
  const given = fromHex(/^sha256=([0-9a-f]{64})$/i.exec(c.req.header('x-gatehouse-signature') ?? '')?.[1] ?? '')
  if (!/^\d{1,12}$/.test(timestamp) || !given) return null
  const key = await hmacKey(utf8(secret))
  const start = utf8(`${timestamp}.`)
  const body = new Uint8Array(await c.req.arrayBuffer())
  const signed = new Uint8Array(start.length + body.length)
  signed.set(start)
  signed.set(body, start.length)
  const expected = new Uint8Array(await crypto.subtle.sign('HMAC', key, signed))
  return equalBytes(expected, given) ? Number(timestamp) : null
}
