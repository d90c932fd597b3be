import type { Context } from 'hono'
import type { z } from 'zod'
import type { App } from './context.ts'
import { problem } from './problem.ts'

type Issue = z.core.$ZodIssue
type Outcome = { success: true } | { success: false; error: { issues: readonly Issue[] } }

function words(issue: Issue): { path: string; message: string }[] {
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

/** Answers what a schema refused: an id that cannot exist as 404, anything else as 422 naming each field. */
export function onInvalid(result: Outcome & { target?: string }, c: Context<App>): Response | undefined {
  if (result.success) return undefined
  if (result.target === 'param') return problem(c, { kind: 'not_found', what: 'Resource' })
  return problem(c, { kind: 'invalid', errors: result.error.issues.flatMap(words) })
}
