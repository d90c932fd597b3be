import { describe, expect, test } from 'vitest'
import { returnPath } from './sign-in.ts'

describe('the way back after signing in', () => {
  test('is the page that was asked for', () => {
    expect(returnPath('/event-logs?status=failed')).toBe('/event-logs?status=failed')
    expect(returnPath('/webhooks/whk_1?tab=a%2Fb#x')).toBe('/webhooks/whk_1?tab=a%2Fb#x')
    expect(returnPath('/setup-guide')).toBe('/setup-guide')
  })

  test.each([
    undefined,
    '',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/\n/evil.example/',
    '/\r\\evil.example/',
    '/.//evil.example/',
    '/..//evil.example/',
    '/a/..//evil.example/',
    '/%2e//evil.example/',
    '\t//evil.example/',
    '/sign-in',
    '/x/../sign-in',
    'javascript:alert(1)',
    '/sign-in?next=/sign-in',
    '/setup',
  ])('is the first page for %s', (next) => {
    expect(returnPath(next)).toBe('/')
  })
})
