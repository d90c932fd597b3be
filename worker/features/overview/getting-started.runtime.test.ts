import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../contract/common.ts'
import type { GettingStarted } from '../../../contract/overview.ts'
import { billedDatabase } from '../../../test/support/billed.ts'
import { allOver, createHook, newInbox, publish } from '../../../test/support/hooks.ts'
import { call, createKey, json, newTestOrg, settled, signIn } from '../../../test/support/kit.ts'
import { until } from '../../../test/support/until.ts'

const PATH = '/api/v1/getting-started'

describe('the first steps', () => {
  it('are done by what really happens, with its time', async () => {
    const org = await newTestOrg('owner', { withKey: false })
    const cookie = await signIn(org)
    const read = () => json<GettingStarted>('GET', PATH, { cookie })
    const done = async () => (await read()).steps.filter((one) => one.done).map(({ step }) => step)
    expect(await read()).toEqual({
      steps: ['key_created', 'first_call', 'webhook_created', 'first_delivery'].map((step) => ({
        step,
        done: false,
        at: null,
      })),
      complete: false,
      dismissed: false,
    })
    const key = await createKey({ cookie }, { scopes: ['*'] })
    expect(await done()).toEqual(['key_created'])
    await call('GET', '/api/v1/me', key)
    await settled()
    await until(async () => (await done()).length === 2)
    const [created, called] = (await read()).steps
    expect(created?.at).toBe(key.createdAt)
    expect(Math.abs(Date.parse(called?.at ?? '') - Date.now())).toBeLessThan(60_000)
    const by = { ...org, key: key.key }
    const hook = await createHook(by, { url: newInbox().url })
    expect(await done()).toEqual(['key_created', 'first_call', 'webhook_created'])
    await publish(by)
    await allOver(by, hook.id, 1)
    await until(async () => (await read()).complete)
    expect((await read()).steps.every(({ at }) => at !== null)).toBe(true)
    // A step stays done.
    await call('DELETE', `/api/v1/webhooks/${hook.id}`, { cookie })
    expect((await read()).complete).toBe(true)
  })

  it('are hidden for the person alone who hides them, until shown again', async () => {
    const org = await newTestOrg()
    const cookie = await signIn(org)
    const put = (by: object, dismissed: boolean) => json<GettingStarted>('PUT', PATH, { ...by, body: { dismissed } })
    const isDismissed = async (by: object) => (await json<GettingStarted>('GET', PATH, by)).dismissed
    expect((await put({ cookie }, true)).dismissed).toBe(true)
    expect((await put({ cookie }, true)).dismissed).toBe(true)
    expect([await isDismissed({ cookie }), await isDismissed({ key: org.key })]).toEqual([true, false])
    expect((await put({ cookie }, false)).dismissed).toBe(false)
    expect(await isDismissed({ cookie })).toBe(false)
  })

  it('need a valid body, and a caller', async () => {
    const org = await newTestOrg()
    for (const [body, path] of [
      [{}, 'dismissed'],
      [{ dismissed: 'yes' }, 'dismissed'],
      [{ dismissed: true, step: 'x' }, 'step'],
    ] as const) {
      const response = await call('PUT', PATH, { key: org.key, body })
      expect([response.status, (await response.json<Problem>()).errors?.[0]?.path]).toEqual([422, path])
    }
    expect((await call('GET', PATH)).status).toBe(401)
    expect((await call('PUT', PATH, { body: { dismissed: true } })).status).toBe(401)
  })

  it('read few rows, and none of another organization', async () => {
    const other = await newTestOrg()
    await createHook(other, { url: newInbox().url })
    const org = await newTestOrg('owner', { withKey: false })
    const cookie = await signIn(org)
    const { bill, db } = billedDatabase()
    const read = await json<GettingStarted>('GET', PATH, { cookie, env: { ...env, DB: db } })
    expect(read.steps.some(({ done }) => done)).toBe(false)
    expect(bill.read).toBeLessThanOrEqual(20)
  })
})
