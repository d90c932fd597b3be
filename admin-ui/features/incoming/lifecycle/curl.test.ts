import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Verification } from '../../../../client/src/generated.ts'
import { bodyFor, curlFor, formFor } from './curl.ts'

const MAPPING = { email: 'contact.email', title: "it's.not", name: { value: 'contact.name', list: false } }
const BODY = bodyFor(MAPPING)
const KEY = 'the key of the sender in bytes'
const BASE64 = Buffer.from(KEY).toString('base64')

/** Runs the commands in a shell in which curl prints its arguments, one a line. */
function sent(verification: Partial<Verification>, secret: string): string[] {
  const whole = { hasSecret: true, hasPreviousSecret: false, kind: 'none', ...verification } as Verification
  const command = curlFor({ verification: whole, mapping: MAPPING }, 'https://example.com/hook')
  const script = `curl() { printf '%s\\n' "$@"; }\n${command.replace('<your secret>', secret)}`
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\n')
}

const hmac = (algorithm: string, text: string, encoding: 'hex' | 'base64', key = KEY) =>
  createHmac(algorithm, key).update(text).digest(encoding)

/** The value of a header that was sent. */
const header = (lines: readonly string[], name: string): string =>
  lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? ''

describe('the command that tries an incoming webhook', () => {
  it('has a body with a value at every plain path', () => {
    expect(JSON.parse(BODY)).toEqual({
      contact: { email: 'ada@example.com', name: 'example name' },
    })
    expect(sent({ kind: 'none' }, '')).toContain(BODY)
  })

  it('comes with an HTML form for fields that are not nested', () => {
    const mapping = { email: 'email', name: { value: 'full_name', list: false }, city: 'address.city' }
    expect(formFor(mapping, 'https://example.com/?a=1&b="2"')).toBe(
      `<form action="https://example.com/?a=1&amp;b=&quot;2&quot;" method="post">
  <input name="email">
  <input name="full_name">
  <button>Send</button>
</form>`,
    )
    expect(formFor({ city: 'address.city' }, 'https://example.com')).toBeNull()
  })

  it('puts the secret into a header', () => {
    expect(header(sent({ kind: 'header', header: 'X-Secret' }, KEY), 'X-Secret')).toBe(KEY)
  })

  it('signs as GitHub, Shopify and other senders of an HMAC do', () => {
    const github = sent({ kind: 'github' }, KEY)
    expect(github).toContain(BODY)
    expect(header(github, 'X-Hub-Signature-256')).toBe(`sha256=${hmac('sha256', BODY, 'hex')}`)
    expect(header(sent({ kind: 'shopify' }, KEY), 'X-Shopify-Hmac-Sha256')).toBe(hmac('sha256', BODY, 'base64'))
    const own = { kind: 'hmac', header: 'X-Sig', algorithm: 'sha512', encoding: 'base64', prefix: 'v1=' } as const
    expect(header(sent({ ...own, secretEncoding: 'base64' }, BASE64), 'X-Sig')).toBe(
      `v1=${hmac('sha512', BODY, 'base64')}`,
    )
    expect(header(sent({ ...own, secretEncoding: 'hex' }, Buffer.from(KEY).toString('hex')), 'X-Sig')).toBe(
      `v1=${hmac('sha512', BODY, 'base64')}`,
    )
  })

  it('signs the time too, as Stripe, Slack and Standard Webhooks do', () => {
    const [, time = '', stripe] =
      /^t=(\d+),v1=(.+)$/.exec(header(sent({ kind: 'stripe' }, KEY), 'Stripe-Signature')) ?? []
    expect(stripe).toBe(hmac('sha256', `${time}.${BODY}`, 'hex'))
    const slack = sent({ kind: 'slack' }, KEY)
    expect(header(slack, 'X-Slack-Signature')).toBe(
      `v0=${hmac('sha256', `v0:${header(slack, 'X-Slack-Request-Timestamp')}:${BODY}`, 'hex')}`,
    )
    const standard = sent({ kind: 'standard' }, `whsec_${BASE64}`)
    const signed = `${header(standard, 'webhook-id')}.${header(standard, 'webhook-timestamp')}.${BODY}`
    expect(header(standard, 'webhook-signature')).toBe(`v1,${hmac('sha256', signed, 'base64')}`)
  })
})
