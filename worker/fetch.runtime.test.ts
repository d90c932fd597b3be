import { describe, expect, it } from 'vitest'
import { call, newTestOrg, settled } from '../test/support/kit.ts'
import { methodsAt } from './platform/http/allowed-methods.ts'

/** Whether the whole API was built: only then are its routes known. */
const isWhole = () => methodsAt('/api/v1/me') !== null

/** What of an answer is the same when the same call comes again. */
async function sameOf(answer: Response) {
  const headers = { ...Object.fromEntries(answer.headers), 'x-request-id': '' }
  return { status: answer.status, headers, body: (await answer.text()).replace(/req_\w+/g, 'req_') }
}

describe('a Worker that has just started', () => {
  it('answers the hot path without the rest of the API, and as the whole API does', async () => {
    const { key } = await newTestOrg()
    const calls = [
      ['GET', '/api/v1/me', { key }],
      ['HEAD', '/api/v1/me', { key }],
      ['GET', '/api/v1/me', {}],
      ['GET', '/api/v1/me', { key: 'sk_live_unknown' }],
      ['GET', '/api/v1/me', { key, headers: { 'x-api-key': key } }],
      ['GET', '/api/v1/me?', { key }],
      ['GET', '/api/v1/me?a=1&b=2&a=3', { key }],
      ['GET', `/api/v1/me?api_key=${key}`, {}],
    ] as const
    const answerAll = async () => {
      const answers = []
      for (const [method, path, send] of calls) answers.push(await sameOf(await call(method, path, send)))
      await settled()
      return answers
    }
    const hot = await answerAll()
    expect(isWhole()).toBe(false)
    expect(hot.map(({ status }) => status)).toEqual([200, 200, 401, 401, 400, 200, 422, 401])
    const paths = ['/api/v1/webhooks', '/openapi.json', '/api/v1/nothing']
    const others = await Promise.all(paths.map((path) => call('GET', path, { key })))
    expect(others.map(({ status }) => status)).toEqual([200, 200, 404])
    expect(isWhole()).toBe(true)
    expect(await answerAll()).toEqual(hot)
  })
})
