import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decideInterrupted } from './interruption.ts'

describe('a delivery whose processing ends the runtime', () => {
  /** Processes a delivery until it has ended; each time it may be alone, and may end the runtime. */
  function run(times: readonly { alone: boolean; ends: boolean }[]) {
    let interruptions = 0
    let interruptedAlone = 0
    for (const [index, { alone, ends }] of times.entries()) {
      if (interruptions > 0 && decideInterrupted({ interruptions, interruptedAlone }) === 'set aside')
        return 'set aside'
      if (!ends) return 'sent'
      // After the first interruption it is always alone.
      if (alone || index > 0) interruptedAlone++
      interruptions++
    }
    return decideInterrupted({ interruptions, interruptedAlone }) === 'set aside' ? 'set aside' : 'open'
  }
  const poison = (alone: boolean, count: number) => Array.from({ length: count }, () => ({ alone, ends: true }))

  it('is set aside after two times alone: after two in total, or three if it was not alone at first', () => {
    expect([1, 2, 3].map((count) => run(poison(true, count)))).toEqual(['open', 'set aside', 'set aside'])
    expect([1, 2, 3].map((count) => run(poison(false, count)))).toEqual(['open', 'open', 'set aside'])
  })

  it('is sent if it was only in the same batch, or was interrupted once', () => {
    fc.assert(
      fc.property(fc.boolean(), (alone) => {
        expect(
          run([
            { alone, ends: true },
            { alone: true, ends: false },
          ]),
        ).toBe('sent')
      }),
    )
  })
})
