import { describe, expect, it } from 'vitest'
import { SEALED_AUTHORIZATION, SEALED_PUSHED_REQUEST } from '../../../platform/lib/crypto/sealing-purposes.ts'
import { newChallenge, openChallenge, restartUrl, sealChallenge } from './challenge.ts'

const key = (text: string, version = 1) => ({
  version,
  bytes: new TextEncoder().encode(text.padEnd(32, '.')) as Uint8Array<ArrayBuffer>,
})
const KEYS = { dataKeys: [key('one')] }
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678)
const challenge = newChallenge({ client_id: 'app_1', state: 'ü & "x"', scope: 'a:b c:d' }, 'https://gate.example', NOW)

describe('a challenge', () => {
  it('is read as it was written, in a text that fits into a URL', async () => {
    const text = await sealChallenge(KEYS, SEALED_AUTHORIZATION, challenge)
    expect(text).toMatch(/^[A-Za-z0-9_-]{100,400}$/)
    expect(await openChallenge(KEYS, SEALED_AUTHORIZATION, text)).toEqual(challenge)
    expect(challenge.startedAt).toBe(NOW - 678)
  })

  it('is read under an older key, and not under another, for another purpose, or changed', async () => {
    const text = await sealChallenge(KEYS, SEALED_AUTHORIZATION, challenge)
    const newer = { dataKeys: [key('two', 2), key('one')] }
    expect(await openChallenge(newer, SEALED_AUTHORIZATION, text)).toEqual(challenge)
    const others = [
      await openChallenge({ dataKeys: [key('other')] }, SEALED_AUTHORIZATION, text),
      await openChallenge(KEYS, SEALED_PUSHED_REQUEST, text),
      await openChallenge(
        KEYS,
        SEALED_AUTHORIZATION,
        `${text.slice(0, 50)}${text[50] === 'A' ? 'B' : 'A'}${text.slice(51)}`,
      ),
      await openChallenge(KEYS, SEALED_AUTHORIZATION, text.slice(0, -1)),
      await openChallenge(KEYS, SEALED_AUTHORIZATION, ''),
      await openChallenge(KEYS, SEALED_AUTHORIZATION, 'x'),
      await openChallenge(KEYS, SEALED_AUTHORIZATION, '../../etc'),
      await openChallenge(KEYS, SEALED_AUTHORIZATION, 'A'.repeat(30_000)),
    ]
    expect(others).toEqual(others.map(() => null))
  })

  it('says how to start again', () => {
    expect(restartUrl(challenge)).toBe(
      'https://gate.example/oauth/authorize?client_id=app_1&state=%C3%BC%20%26%20%22x%22&scope=a%3Ab%20c%3Ad',
    )
  })
})
