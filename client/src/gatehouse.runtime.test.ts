import { env } from 'cloudflare:workers'
import { describe, expect, inject, it } from 'vitest'
import { newTestOrg } from '../../test/support/kit.ts'
import { Gatehouse } from './index.ts'

/** Calls a neighbor Worker, which answers with the verdict about the key in the body. */
const verify = async (fetch: ConstructorParameters<typeof Gatehouse>[0]) => {
  const { key } = await newTestOrg()
  const gatehouse = new Gatehouse({ baseUrl: 'http://neighbor', ...fetch, retries: 0 })
  return gatehouse.verifyApiKey({ body: { key } })
}

describe('in the runtime of Workers', () => {
  it('calls the native fetch, stored and looked up, without an illegal invocation', async () => {
    const { fetch } = globalThis
    for (const options of [{}, { fetch }]) {
      const gatehouse = new Gatehouse({ baseUrl: `${inject('receiver')}/in/client`, retries: 0, ...options })
      expect((await gatehouse.call('pauseWebhook', { id: 'whk_1' })).status).toBe(200)
    }
  })

  it('calls a service binding, given as it is or in a function', async () => {
    const verdict = { value: { valid: true } }
    expect(await verify({ fetch: env.NEIGHBOR })).toMatchObject(verdict)
    expect(await verify({ fetch: (url, init) => env.NEIGHBOR.fetch(url, init) })).toMatchObject(verdict)
  })

  it('says what to do about the fetch of a binding without its binding', async () => {
    const { fetch } = env.NEIGHBOR
    await expect(verify({ fetch })).rejects.toThrow('give the binding itself')
  })

  it('ends a call that takes too long', async () => {
    const gatehouse = new Gatehouse({ baseUrl: `${inject('receiver')}/in/late/slow/5000`, timeoutMs: 50, retries: 0 })
    await expect(gatehouse.pauseWebhook({ id: 'whk_1' })).rejects.toMatchObject({ kind: 'timeout' })
  })
})
