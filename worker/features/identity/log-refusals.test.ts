import { describe, expect, it } from 'vitest'
import { isRefusalLogged } from './log-refusals.ts'

describe('sign-ins that the throttle refuses', () => {
  it('write at most twenty rows a minute per account', () => {
    const now = Date.UTC(2026, 10, 29, 9, 0, 0)
    const rows = (account: string, at: number) =>
      Array.from({ length: 1000 }, () => isRefusalLogged(account, at)).filter(Boolean).length
    expect(rows('a@example.com', now)).toBe(20)
    expect(rows('a@example.com', now + 59_000)).toBe(0)
    expect(rows('b@example.com', now)).toBe(20)
    expect(rows('a@example.com', now + 60_000)).toBe(20)
  })
})
