import fc from 'fast-check'
import { expect, it } from 'vitest'
import '../../../../test/support/node-crypto.ts'
import { hmac, hmacKey } from './crypto.ts'
import { keyedHash } from './keyed-hash.ts'

it('equals WebCrypto for any text, repeatedly', async () => {
  const secrets = fc.uint8Array({ minLength: 1, maxLength: 100 })
  const texts = fc.array(fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 80 })), {
    maxLength: 5,
  })
  await fc.assert(
    fc.asyncProperty(secrets, texts, async (secret, some) => {
      const hash = keyedHash(secret)
      const key = await hmacKey(new Uint8Array(secret))
      const early = some.map((text) => hash(text))
      for (const [index, text] of some.entries()) expect(early[index]).toEqual(await hmac(key, text))
    }),
    { numRuns: 50 },
  )
})
