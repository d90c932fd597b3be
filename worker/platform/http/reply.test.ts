import { describe, expect, it } from 'vitest'
import { hasTransportHeader } from './reply.ts'

describe('Strict-Transport-Security', () => {
  it('is sent in production, and not without TLS', () => {
    expect(hasTransportHeader({ GATEHOUSE_ENV: 'production' })).toBe(true)
    expect(hasTransportHeader({ GATEHOUSE_ENV: 'local' })).toBe(false)
  })
})
