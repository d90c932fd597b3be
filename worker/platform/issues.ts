import type { z } from 'zod'

export type Issue = z.core.$ZodIssue

/** Readable names for types that have technical names in the validator. */
const PLAINLY: Record<string, string> = { int: 'whole number', record: 'object' }

/** The message for a field, by its path, that no schema knows. */
export const unknownField = (path: string) => ({ path, message: 'is not known here' })

/** Messages for the failures of a schema: the path of each field, and what it must be. */
export function issueMessages(issue: Issue): { path: string; message: string }[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownField(path ? `${path}.${key}` : key))
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
