import { describe, expect, it } from 'vitest'
import { hasTransportHeader } from './reply.ts'

describe('Strict-Transport-Security', () => {
  it('is said in production, and not where there is no TLS', () => {
    expect(hasTransportHeader({ GATEHOUSE_ENV: 'production' })).toBe(true)
    expect(hasTransportHeader({ GATEHOUSE_ENV: 'local' })).toBe(false)
  })
})
