import { describe, expect, it } from 'vitest'
import { alignedWindows, maxInWindow } from './windows.ts'

const at = (sentAt: number, answeredAt = sentAt + 5) => ({ sentAt, answeredAt })

describe('windows of admitted calls', () => {
  it('finds the fullest window wherever it starts', () => {
    expect(maxInWindow([at(0), at(50), at(59), at(70), at(104), at(300)], 60)).toBe(4)
  })

  it('does not count a call that may have been admitted outside of the window', () => {
    expect(maxInWindow([at(0), at(10), at(50, 61)], 60)).toBe(2)
    expect(maxInWindow([at(0, 40), at(10), at(50), at(60)], 60)).toBe(3)
  })

  it('finds nothing among no calls', () => {
    expect(maxInWindow([], 60)).toBe(0)
  })

  it('counts full windows by the moment of the answer, and leaves out the last, partial one', () => {
    expect(alignedWindows([at(100), at(150), at(158), at(225), at(290)], 60, 100, 285)).toEqual([2, 1, 1])
  })
})
