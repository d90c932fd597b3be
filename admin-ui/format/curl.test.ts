import { expect, test } from 'vitest'
import { curlOf } from './curl.ts'

test('a call is repeated with a placeholder for its key, and without what curl or a proxy sets', () => {
  const command = curlOf({
    method: 'POST',
    url: 'https://api.example.com/api/v1/events?dry=1',
    headers: {
      authorization: 'Bearer [redacted]',
      'x-api-key': 'sk_live_secret',
      cookie: 'session=secret',
      host: 'api.example.com',
      'content-length': '12',
      'cf-connecting-ip': '192.0.2.1',
      'content-type': 'application/json',
      'x-token': '[redacted]',
    },
    body: '{"name":"it\'s"}',
    withKey: true,
  })
  expect(command).toBe(
    [
      "curl -X POST 'https://api.example.com/api/v1/events?dry=1'",
      "-H 'Authorization: Bearer <your API key>'",
      "-H 'content-type: application/json'",
      "-H 'x-token: <your x-token>'",
      `--data-raw '{"name":"it'\\''s"}'`,
    ].join(' \\\n  '),
  )
})

test('a delivery is repeated without its signatures', () => {
  const command = curlOf({
    method: 'POST',
    url: 'https://example.com/hook',
    headers: { 'webhook-signature': 'v1,abc', 'X-Webhook-Signature': 'abc', 'X-Team': '••••••' },
    body: null,
    withKey: false,
  })
  expect(command).toBe("curl -X POST 'https://example.com/hook' \\\n  -H 'X-Team: <your X-Team>'")
})
