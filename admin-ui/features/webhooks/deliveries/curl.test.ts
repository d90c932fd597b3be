import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { curlOf } from './curl.ts'

const attempt = {
  request: {
    headers: {
      'content-type': 'application/json',
      'webhook-id': 'evt_1',
      'webhook-signature': 'v1,c2VjcmV0',
      'x-webhook-signature': 'abc',
      'x-webhook-signature-previous': 'def',
      Authorization: '••••••',
    },
    body: `{"text":"it's $HOME \`here\`"}`,
  },
}

describe('a delivery as curl', () => {
  it('bears neither signatures nor the values of hidden headers', () => {
    const command = curlOf('https://example.com/hooks?a=1&b=2', attempt)
    expect(command).not.toMatch(/signature|webhook-id|••/i)
    expect(command).toContain("-H 'Authorization: <your Authorization>'")
  })

  it('reaches the shell as it was, whatever is in it', () => {
    const command = curlOf('https://example.com/hooks?a=1&b=2', attempt).replace(/^curl/, `printf '%s\\n'`)
    const words = execFileSync('sh', ['-c', command], { encoding: 'utf8' }).trimEnd().split('\n')
    expect(words.slice(0, 3)).toEqual(['-X', 'POST', 'https://example.com/hooks?a=1&b=2'])
    expect(words.at(-1)).toBe(attempt.request.body)
  })
})
