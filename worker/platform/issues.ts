import type { z } from 'zod'

export type Issue = z.core.$ZodIssue

/** Kinds of values whose names only a validator knows. */
const PLAINLY: Record<string, string> = { int: 'whole number', record: 'object' }

/** What a schema refused, in our words: each field by its path, and what it must be. */
export function wordsOf(issue: Issue): { path: string; message: string }[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: path ? `${path}.${key}` : key, message: 'is not known here' }))
  }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return [{ path, message: 'is required' }]
  if (issue.code === 'invalid_type' && !issue.message.startsWith('must')) {
    const expected = PLAINLY[issue.expected] ?? issue.expected
    return [{ path, message: `must be ${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}` }]
  }
  if ((issue.code === 'too_small' || issue.code === 'too_big') && issue.message.startsWith('Too ')) {
    return [{ path, message: outOfBounds(issue) }]
  }
  if (issue.code === 'invalid_value' && !issue.message.startsWith('must')) {
    return [{ path, message: `must be one of ${issue.values.map(String).join(', ')}` }]
  }
  return [{ path, message: issue.message.replace(/^Invalid input: /, '').replace(/^Invalid input$/, 'is not valid') }]
}

function outOfBounds(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const [word, bound] = issue.code === 'too_small' ? ['least', issue.minimum] : ['most', issue.maximum]
  if (issue.origin !== 'string' && issue.origin !== 'array') return `must be at ${word} ${bound}`
  if (word === 'least' && bound === 1) return 'must not be empty'
  return issue.origin === 'string' ? `must be at ${word} ${bound} characters` : `must have at ${word} ${bound} entries`
}
