import { describe, expect, it } from 'vitest'
import type { OAuthAuthorization } from '../../../../client/src/generated.ts'
import { isWriting, limitsOf } from './limits.ts'

const asked = (held: boolean[], type: 'person' | 'external' = 'person') =>
  ({
    scopes: ['users:read', 'posts:write'].map((scope, at) => ({
      scope,
      label: scope.toUpperCase(),
      description: '',
      held: held[at] ?? true,
    })),
    subject: { type, name: 'Marta', email: null },
  }) as OAuthAuthorization

const PEOPLE = 'Sign in as you, or change members, your password or the organization'

describe('what an app will not be able to do', () => {
  it('is what stays out of its reach in any case', () => {
    expect(limitsOf(asked([true, true]), ['users:read', 'posts:write'])).toEqual([PEOPLE])
    expect(limitsOf(asked([true, true], 'external'), ['users:read', 'posts:write'])).toEqual([
      'Sign in as you or change your password',
    ])
    // Full access covers members and the organization too.
    expect(limitsOf(asked([true, true]), ['*'])).not.toContain(PEOPLE)
  })

  it('is what the person does not hold, and what they leave out', () => {
    expect(limitsOf(asked([true, false]), ['users:read'])).toEqual([
      'Do what you may not do yourself: POSTS:WRITE',
      'Create, change or delete anything',
      PEOPLE,
    ])
    expect(limitsOf(asked([true, true]), ['users:read'])[0]).toBe('Do what you have left out: POSTS:WRITE')
  })

  it('tells reading from everything else', () => {
    expect(['users:read', 'records.contacts:read'].map(isWriting)).toEqual([false, false])
    expect(['users:write', 'payments:process', 'users:*', '*', 'oauth:authorize'].map(isWriting)).toEqual(
      Array(5).fill(true),
    )
  })
})
