import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { invalid, Refusal } from '../errors.ts'
import { installSecretFinders } from '../redaction/secret-finders.ts'
import { callMethod, type RpcContext, rpcMethod } from './method.ts'

const context = { deps: { config: {} }, log: () => undefined } as unknown as RpcContext

const input = z.strictObject({ text: z.string(), secret: z.string().optional() })
const ask = (method: Parameters<typeof callMethod>[1], value: unknown) =>
  callMethod('aMethod', method, value, () => context)
const throwing = (error: Error) => rpcMethod({ input, call: () => Promise.reject(error) })

/** Finds the word `hunter2` in the fields of an object. */
const find = (_config: unknown, value: unknown, mayHold: (path: string) => boolean = () => false) =>
  Object.entries(value as object).flatMap(([path, text]) => (text === 'hunter2' && !mayHold(path) ? [path] : []))

describe('a method that other Workers call', () => {
  beforeEach(() => {
    installSecretFinders([{ find, message: 'must not hold a secret' }])
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
  })
  afterEach(() => vi.restoreAllMocks())

  it('gets the parsed input, and its result is returned', async () => {
    const method = rpcMethod({ input, call: async (_, { text }) => text.length })
    expect(await ask(method, { text: 'four' })).toEqual({ ok: true, value: 4 })
  })

  it('is not called with input that its schema refuses, or that is not plain JSON', async () => {
    const call = vi.fn()
    for (const bad of [null, {}, { text: 5 }, { text: 'a', more: 1 }, { text: Number.NaN }, new Date()]) {
      expect(await ask(rpcMethod({ input, call }), bad)).toMatchObject({ ok: false, code: 'invalid' })
    }
    expect(call).not.toHaveBeenCalled()
  })

  it('is not called with a secret, except in the fields that it names', async () => {
    const call = vi.fn(async () => 'called')
    const inText = { text: 'hunter2' }
    const inSecret = { text: '', secret: 'hunter2' }
    const refused = { ok: false, code: 'invalid', errors: [{ path: 'text', message: 'must not hold a secret' }] }
    expect(await ask(rpcMethod({ input, call }), inText)).toEqual(refused)
    expect(await ask(rpcMethod({ input, call }), inSecret)).toMatchObject({ code: 'invalid' })
    const named = rpcMethod({ input, mayHoldSecret: (path) => path === 'secret', call })
    expect(await ask(named, inText)).toEqual(refused)
    expect(call).not.toHaveBeenCalled()
    expect(await ask(named, inSecret)).toMatchObject({ ok: true })
    expect(await ask(rpcMethod({ input, mayHoldSecret: true, call }), inText)).toMatchObject({ ok: true })
  })

  it('never throws: a refusal returns its errors, everything else unavailable', async () => {
    const value = { text: '' }
    const errors = [{ path: 'text', message: 'is not known' }]
    expect(await ask(throwing(invalid('text', 'is not known')), value)).toEqual({ ok: false, code: 'invalid', errors })
    const unavailable = { ok: false, code: 'unavailable', errors: [] }
    const refusal = new Refusal({ kind: 'unavailable', code: 'guard_unavailable', detail: '' })
    expect(await ask(throwing(refusal), value)).toEqual(unavailable)
    expect(console.error).not.toHaveBeenCalled()
    expect(await ask(throwing(new Error('a bug')), value)).toEqual(unavailable)
    expect(console.error).toHaveBeenCalled()
  })
})
