import { describe, expect, it } from 'vitest'
import { PROBLEM_CODES } from '../../../../contract/outcomes.data.ts'
import { ERROR_KINDS } from '../../../../contract/webhooks.data.ts'
import { explain } from './explain.ts'

describe('the explanation of an outcome', () => {
  it.each([...PROBLEM_CODES, ...ERROR_KINDS])('is a sentence, with at least one step: %s', (outcome) => {
    const { why = '', fix = [] } = explain({ outcome, status: 400, reason: null }) ?? {}
    expect(why).toMatch(/^[A-Z].*\.$/)
    expect(why).not.toContain('undefined')
    expect(fix.length).toBeGreaterThanOrEqual(1)
    for (const step of fix) expect(step).toMatch(/^[A-Z].*\.$/)
  })

  it.each([
    ['scope_missing', { missingScopes: ['users:read', 'posts:read'] }, 'Missing: users:read, posts:read.'],
    [
      'rate_limited',
      { limit: 'hour' as const, parent: true },
      'All calls of the hour are used. The limit is that of a key above it.',
    ],
    ['rate_limited', { plan: 'free' }, 'The limit is that of the plan free.'],
    ['no_credits', { credits: 0 }, 'It had 0 credits left, and the call costs 1.'],
    ['no_credits', { credits: 2, cost: 5 }, 'It had 2 credits left, and the call costs 5.'],
    ['ip_denied', { address: '203.0.113.9' }, 'The address was 203.0.113.9.'],
    ['ip_denied', { address: null }, 'The address was not known.'],
    ['invalid', { fields: ['name', 'url'] }, 'Not valid: name, url.'],
    ['method_not_allowed', { methods: ['GET', 'HEAD'] }, 'It supports GET, HEAD.'],
    ['live_credential_needed', { environment: 'live' as const }, 'The call named the environment live.'],
    ['upstream_failed', { upstreamStatus: 503 }, 'The upstream answered 503.'],
    ['upstream_timed_out', { waitedSeconds: 30 }, 'The call waited 30 s.'],
    ['timeout', { retryAt: '2026-12-01T00:00:00.000Z' }, 'The next attempt was due at 2026-12-01T00:00:00.000Z.'],
    ['timeout', { retryAt: null }, 'No attempt was left, so the delivery has failed.'],
  ])('says more by the reason: %s', (outcome, reason, words) => {
    expect(explain({ outcome, status: 400, reason })?.why).toContain(words)
  })

  it('offers a larger plan where the limit is that of the plan, and a higher limit where it is that of the key', () => {
    const fixOf = (reason: object) => explain({ outcome: 'rate_limited', status: 429, reason })?.fix.join(' ')
    expect(fixOf({ plan: 'free' })).toMatch(/plan/)
    expect(fixOf({ limit: 'minute' })).toMatch(/limit of the key/)
  })

  it('names the status of an endpoint that answered with an error', () => {
    expect(explain({ outcome: 'status', status: 503, reason: null })?.why).toContain('It answered 503.')
  })

  it('is none for a success, and says what is known of an outcome of another version', () => {
    expect(explain({ outcome: 'ok', status: 200, reason: null })).toBeNull()
    expect(explain({ outcome: null, status: 302, reason: null })).toBeNull()
    expect(explain({ outcome: null, status: 500, reason: null })?.why).toBe('It was answered with 500.')
    expect(explain({ outcome: 'a_new_code', status: 400, reason: null })?.why).toBe('It ended with a_new_code.')
    expect(explain({ outcome: 'constructor', status: 400, reason: null })?.why).toBe('It ended with constructor.')
  })
})
