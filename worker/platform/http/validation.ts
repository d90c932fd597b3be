import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { Environment } from '../../../contract/api-keys.ts'
import { NoQuery } from '../../../contract/common.ts'
import { inEnvironment } from '../auth/environment.ts'
import { type Issue, wordsOf } from '../issues.ts'
import { methodsAt } from './allowed-methods.ts'
import { type App, callOf } from './context.ts'
import { problem } from './problem.ts'
import { refuseSecrets } from './refuse-secrets.ts'

type Outcome = { success: true; data?: unknown } | { success: false; error: { issues: readonly Issue[] } }

/**
 * Answers what a schema refused: an id that cannot exist as 404, anything else as 422 naming each field. A body that its
 * schema takes is refused too when it holds a secret of this installation, such as an API key.
 */
export function onInvalid(result: Outcome & { target?: string }, c: Context<App>): Response | undefined {
  if (result.success) return result.target === 'json' ? refuseSecrets(c, result.data) : undefined
  if (result.target === 'param') {
    // `GET /api-keys/verify` is a wrong method of another path, not an id that cannot exist.
    const others = methodsAt(c.req.path, true)
    return problem(
      c,
      others ? { kind: 'method_not_allowed', methods: others.methods } : { kind: 'not_found', what: 'Resource' },
    )
  }
  return problem(c, { kind: 'invalid', errors: result.error.issues.flatMap(wordsOf) })
}

/** Narrows the actor of a call to the environment that its query names. What names none of ours is left to the validator. */
export const nameEnvironment = createMiddleware<App>(async function nameEnvironment(c, next) {
  const call = callOf(c)
  const named = Environment.safeParse(c.req.query('environment'))
  if (call.actor && named.success) call.actor = inEnvironment(call.actor, named.data)
  return next()
})

/** Refuses a query as NoQuery does, at no cost to calls that have none. */
export const refuseAnyQuery = createMiddleware<App>(async function refuseAnyQuery(c, next) {
  if (!callOf(c).url.includes('?')) return next()
  return onInvalid({ ...NoQuery.safeParse(c.req.query()), target: 'query' }, c) ?? next()
})
