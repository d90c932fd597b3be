import '../../../../test/support/node-crypto.ts'
import { createHmac } from 'node:crypto'
import { sign as signGithub } from '@octokit/webhooks-methods'
import { Webhook } from 'standardwebhooks'
import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { splitVerification } from '../settings/verification-settings.ts'
import { verify } from './verify.ts'

const AT = 1_780_000_000_000
const SECONDS = AT / 1000
/** Every byte counts: an emoji, an escape in upper case, escaped slashes, spaces. */
const BODY = '{ "emoji":"\u{1f600}", "escape":"\\u001B", "url":"https:\\/\\/example.com", "id": "evt_1" }'

type Settings = Parameters<typeof verify>[0]
const check = async (
  settings: Settings,
  secrets: string[],
  headers: Record<string, string>,
  { body = BODY, receivedAt = AT }: { body?: string | Uint8Array; receivedAt?: number } = {},
) => {
  const bytes = new Uint8Array(typeof body === 'string' ? Buffer.from(body) : body)
  const verdict = await verify(settings, secrets, { headers: new Headers(headers), body: bytes, receivedAt })
  return verdict.ok ? 'ok' : verdict.code
}
const hmac = (algorithm: string, secret: string | Buffer, text: string, encoding: 'hex' | 'base64') =>
  createHmac(algorithm, secret).update(text).digest(encoding)

const stripe = new Stripe('sk_test_nothing')
const stripeHeader = (secret: string, timestamp = SECONDS, payload = BODY) =>
  stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })

const STANDARD = `whsec_${Buffer.from('a secret of 24 bytes ...').toString('base64')}`
const standardHeaders = (family: 'webhook' | 'svix', secret = STANDARD, at = AT) => ({
  [`${family}-id`]: 'msg_1',
  [`${family}-timestamp`]: String(at / 1000),
  [`${family}-signature`]: new Webhook(secret).sign('msg_1', new Date(at), BODY),
})

const slackHeaders = (secret: string, at = SECONDS) => ({
  'x-slack-request-timestamp': String(at),
  'x-slack-signature': `v0=${hmac('sha256', secret, `v0:${at}:${BODY}`, 'hex')}`,
})

/** A right request of each kind, signed by code of its provider, or by its documented algorithm. */
const GENUINE: [kind: string, settings: Settings, secret: string, headers: () => Promise<Record<string, string>>][] = [
  ['a header', { kind: 'header', header: 'X-Token' }, 'hunter2', async () => ({ 'x-token': 'hunter2' })],
  [
    'GitHub',
    { kind: 'github' },
    'hunter2',
    async () => ({ 'X-Hub-Signature-256': await signGithub('hunter2', BODY), 'X-Hub-Signature': 'sha1=0' }),
  ],
  ['Stripe', { kind: 'stripe' }, 'whsec_abc', async () => ({ 'Stripe-Signature': stripeHeader('whsec_abc') })],
  [
    'Shopify',
    { kind: 'shopify' },
    'hush',
    async () => ({ 'X-Shopify-Hmac-Sha256': hmac('sha256', 'hush', BODY, 'base64') }),
  ],
  [
    'Slack',
    { kind: 'slack' },
    '8f742231b10e8888abcd99yyyzzz85a5',
    async () => slackHeaders('8f742231b10e8888abcd99yyyzzz85a5'),
  ],
  ['Standard Webhooks', { kind: 'standard' }, STANDARD, async () => standardHeaders('webhook')],
  ['Svix', { kind: 'standard' }, STANDARD, async () => standardHeaders('svix')],
  [
    'an HMAC of SHA-1 in hex',
    { kind: 'hmac', header: 'X-Sig', algorithm: 'sha1', encoding: 'hex', prefix: 'sha1=', secretEncoding: 'text' },
    'hunter2',
    async () => ({ 'x-sig': `sha1=${hmac('sha1', 'hunter2', BODY, 'hex')}` }),
  ],
  [
    'an HMAC of SHA-512 in base64 with a secret in hex',
    { kind: 'hmac', header: 'X-Sig', algorithm: 'sha512', encoding: 'base64', prefix: '', secretEncoding: 'hex' },
    'c0ffee',
    async () => ({ 'x-sig': hmac('sha512', Buffer.from('c0ffee', 'hex'), BODY, 'base64') }),
  ],
]

describe.each(GENUINE)('a request of %s', (_, settings, secret, headersOf) => {
  const isSigned = settings.kind !== 'header'

  it('passes with its secret, and while the secret is changed with either', async () => {
    expect(await check(settings, [secret], await headersOf())).toBe('ok')
    const other = settings.kind === 'standard' ? `${STANDARD.slice(0, -4)}AAAA` : 'decade'
    expect(await check(settings, [other, secret], await headersOf())).toBe('ok')
    expect(await check(settings, [other], await headersOf())).toBe('signature_invalid')
  })

  it('is refused without a signature, with another one, and with another body', async () => {
    expect(await check(settings, [secret], {})).toBe('signature_invalid')
    const headers = await headersOf()
    const [name = ''] = Object.keys(headers).filter((one) => /sig|hmac|token/i.test(one))
    for (const value of ['', 'x', `${headers[name]}x`, 'v1,', 't=1', '\u00ff']) {
      expect(await check(settings, [secret], { ...headers, [name]: value }), value).toBe('signature_invalid')
    }
    if (isSigned) expect(await check(settings, [secret], headers, { body: `${BODY} ` })).toBe('signature_invalid')
    if (isSigned) {
      const rewritten = JSON.stringify(JSON.parse(BODY))
      expect(await check(settings, [secret], headers, { body: rewritten })).toBe('signature_invalid')
    }
  })

  it('is refused with no secret, and with an empty one', async () => {
    expect(await check(settings, [], await headersOf())).toBe('signature_invalid')
    expect(await check(settings, [''], { ...(await headersOf()), 'x-token': '' })).toBe('signature_invalid')
  })
})

describe('the time of a signature', () => {
  const timed: [Settings, string, (at: number) => Record<string, string>][] = [
    [{ kind: 'stripe' }, 'whsec_abc', (at) => ({ 'stripe-signature': stripeHeader('whsec_abc', at / 1000) })],
    [{ kind: 'slack' }, 'hunter2', (at) => slackHeaders('hunter2', at / 1000)],
    [{ kind: 'standard' }, STANDARD, (at) => standardHeaders('webhook', STANDARD, at)],
  ]
  it.each(timed)('is compared with the arrival of the request: %j', async (settings, secret, headersAt) => {
    for (const [apart, expected] of [
      [-299_000, 'ok'],
      [299_000, 'ok'],
      [-301_000, 'signature_expired'],
      [301_000, 'signature_expired'],
    ] as const) {
      expect(await check(settings, [secret], headersAt(AT + apart)), String(apart)).toBe(expected)
    }
    // A request that waited until the next day: its arrival was stored with it.
    expect(await check(settings, [secret], headersAt(AT), { receivedAt: AT + 1000 })).toBe('ok')
    const day = { ...settings, toleranceSeconds: 86_400 }
    expect(await check(day, [secret], headersAt(AT - 80_000_000))).toBe('ok')
  })
})

describe('a signature of Stripe', () => {
  it('matches if any v1 does, whatever else is in the header', async () => {
    const v1 = (secret: string) => stripeHeader(secret).split('v1=')[1]
    const header = (...parts: string[]) => ({ 'stripe-signature': [`t=${SECONDS}`, ...parts].join(',') })
    const settings = { kind: 'stripe' } as const
    const right = `v1=${v1('new')}`
    expect(await check(settings, ['new'], header(`v1=${v1('old')}`, right, 'v0=x'))).toBe('ok')
    expect(await check(settings, ['new'], header('v1=zz', 'v1', right))).toBe('ok')
    expect(await check(settings, ['new'], header('v2=a=b', right))).toBe('ok')
    expect(await check(settings, ['new'], header(`v0=${v1('new')}`))).toBe('signature_invalid')
  })
})

describe('a secret that is saved', () => {
  const faultOf = (input: Parameters<typeof splitVerification>[0]) => {
    try {
      return splitVerification(input, null).secrets
    } catch (error) {
      return (error as { error: { errors: { path: string; message: string }[] } }).error.errors[0]
    }
  }
  const hmacInput = { kind: 'hmac', header: 'X', algorithm: 'sha256', encoding: 'hex', prefix: '' } as const
  it('must stand for some bytes, and a mistake is named', () => {
    expect(faultOf({ kind: 'github', secret: '  ' })).toMatchObject({ path: 'verification.secret' })
    expect(faultOf({ ...hmacInput, secretEncoding: 'base64', secret: '=' })).toMatchObject({
      path: 'verification.secret',
    })
    expect(faultOf({ ...hmacInput, secretEncoding: 'hex', secret: 'xyz' })).toMatchObject({ message: 'is not hex' })
    const pasted = { kind: 'standard', toleranceSeconds: 300, secret: `v1,${STANDARD}` } as const
    expect(faultOf(pasted)).toMatchObject({ message: expect.stringContaining('v1,') })
    expect(faultOf({ ...pasted, secret: 'whsec_' })).toMatchObject({ message: expect.stringContaining('too short') })
    expect(faultOf({ ...pasted, secret: STANDARD })).toEqual([STANDARD])
    expect(faultOf({ kind: 'github' })).toEqual({ path: 'verification.secret', message: 'is required' })
    expect(faultOf({ kind: 'github', secret: 'a', previousSecret: 'b' })).toEqual(['a', 'b'])
  })

  it('stays where a change of the same kind names none', () => {
    const kept = { kind: 'github', secrets: ['a', 'b'] }
    expect(splitVerification({ kind: 'github' }, kept).secrets).toEqual(['a', 'b'])
    expect(splitVerification({ kind: 'github', previousSecret: null }, kept).secrets).toEqual(['a'])
    expect(() => splitVerification({ kind: 'shopify' }, kept)).toThrow()
    expect(splitVerification({ kind: 'none' }, kept).secrets).toEqual([])
  })
})
