import type { z } from 'zod'

export type Issue = z.core.$ZodIssue

/** What a schema refused, in our words: each field by its path, and what it must be. */
export function wordsOf(issue: Issue): { path: string; message: string }[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, message: 'is not known here' }))
  }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return [{ path, message: 'is required' }]
  if (issue.code === 'invalid_type' && !issue.message.startsWith('must')) {
    return [{ path, message: `must be ${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}` }]
  }
  if (issue.code === 'invalid_value' && !issue.message.startsWith('must')) {
    return [{ path, message: `must be one of ${issue.values.map(String).join(', ')}` }]
  }
  return [{ path, message: issue.message.replace(/^Invalid input: /, '').replace(/^Invalid input$/, 'is not valid') }]
}
