import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CreateApiKey, ListApiKeys, UsageQuery, VerifyApiKey } from '../../contract/api-keys.ts'
import { issueMessages } from './issues.ts'

const issuesOf = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input).error?.issues.flatMap(issueMessages) ?? []
const key = { name: 'A key', scopes: ['users:read'] }

describe('what is refused', () => {
  it.each([
    [ListApiKeys, { limit: '0' }, 'limit', 'must be at least 1'],
    [ListApiKeys, { limit: '101' }, 'limit', 'must be at most 100'],
    [ListApiKeys, { limit: 'ten' }, 'limit', 'must be a whole number'],
    [ListApiKeys, { q: 'x'.repeat(101) }, 'q', 'must be at most 100 characters'],
    [UsageQuery, { days: '91' }, 'days', 'must be at most 90'],
    [VerifyApiKey, { key: 'k', cost: 1.5 }, 'cost', 'must be a whole number'],
    [VerifyApiKey, { key: 'k', cost: -1 }, 'cost', 'must be at least 0'],
    [VerifyApiKey, {}, 'key', 'is required'],
    [CreateApiKey, { ...key, name: ' ' }, 'name', 'must not be empty'],
    [CreateApiKey, { ...key, name: '\u200b' }, 'name', 'must not be empty'],
    [CreateApiKey, { ...key, name: 'safe\u202eyek' }, 'name', 'must not contain control characters'],
    [CreateApiKey, { ...key, metadata: [] }, 'metadata', 'must be an object'],
    [CreateApiKey, { ...key, expiresAt: 'soon' }, 'expiresAt', /^must be an instant, such as 20/],
    [CreateApiKey, { ...key, credits: { remaining: 1e12 } }, 'credits.remaining', 'must be at most 1000000000'],
    [CreateApiKey, { ...key, color: 'red' }, 'color', 'is not known here'],
    [z.object({ tags: z.array(z.string()).min(1) }), { tags: [] }, 'tags', 'must not be empty'],
    [z.object({ tags: z.array(z.string()).max(2) }), { tags: ['a', 'b', 'c'] }, 'tags', 'must have at most 2 entries'],
  ] as const)('%# is reported with its path and what it must be', (schema, input, path, message) => {
    const words = typeof message === 'string' ? message : expect.stringMatching(message)
    expect(issuesOf(schema, input)).toEqual([{ path, message: words }])
  })
})
