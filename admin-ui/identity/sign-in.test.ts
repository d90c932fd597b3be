import { describe, expect, test } from 'vitest'
import { returnPath } from './sign-in.ts'

describe('the way back after signing in', () => {
  test('is the page that was asked for', () => {
    expect(returnPath('/event-logs?status=failed')).toBe('/event-logs?status=failed')
  })

  test.each([
    undefined,
    '',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    'javascript:alert(1)',
    '/sign-in?next=/sign-in',
    '/setup',
  ])('is the first page for %s', (next) => {
    expect(returnPath(next)).toBe('/')
  })
})
