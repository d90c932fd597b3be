import { describe, expect, it } from 'vitest'
import { UseWindows } from './use-windows.ts'

describe('uses within a minute', () => {
  it('are limited per user, and one more is allowed when the first has left the window', () => {
    const uses = new UseWindows()
    const start = 1_800_000_000_000
    for (let n = 0; n < 3; n++) expect(uses.take('a', 3, start + n)).toBeNull()
    const wait = uses.take('a', 3, start + 10)
    expect(wait).toBeGreaterThan(50_000)
    expect(uses.take('b', 3, start + 10)).toBeNull()
    expect(uses.take('a', 3, start + 10 + (wait ?? 0) - 2000)).not.toBeNull()
    expect(uses.take('a', 3, start + 10 + (wait ?? 0))).toBeNull()
  })
})
