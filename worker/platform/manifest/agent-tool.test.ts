import { describe, expect, it } from 'vitest'
import { maySeeTool } from './agent-tool.ts'

describe('maySeeTool', () => {
  it.each([
    [null, false, [], true],
    ['records:read', false, ['records:read'], true],
    ['records:read', false, ['records:*'], true],
    ['records:read', false, ['*'], true],
    ['records:read', false, ['records.contacts:read'], false],
    ['records:read', true, ['records.contacts:read'], true],
    ['records:read', true, ['records.contacts:*'], true],
    ['records:read', true, ['records.contacts:write'], false],
    ['records:read', true, ['record.contacts:read', 'webhooks:read'], false],
    ['webhooks:read', false, ['webhooks:write', 'records:read'], false],
  ])('of the scope %s, for parts of it %s, with %j: %s', (scope, forParts, held, expected) => {
    expect(maySeeTool({ scope, forParts }, held)).toBe(expected)
  })
})
