import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { Environment } from '../../../contract/api-keys.ts'
import { inEnvironment } from '../auth/environment.ts'
import { type Issue, issueMessages } from '../issues.ts'
import { methodsAt } from './allowed-methods.ts'
import { type App, callOf } from './context.ts'
import { problem } from './problem.ts'
import { refuseSecrets } from './refuse-secrets.ts'

type Outcome = { success: true; data?: unknown } | { success: false; error: { issues: readonly Issue[] } }

/**
 * Answers what a schema refused: 404 for an id that cannot exist, else 422 with each field. A valid body is refused too when
 * it contains a secret of this installation, such as an API key.
 */
export function onInvalid(result: Outcome & { target?: string }, c: Context<App>): Response | undefined {
  if (result.success) return result.target === 'json' ? refuseSecrets(c, result.data) : undefined
  if (result.target === 'param') {
    // `GET /api-keys/verify` has the wrong method of another route. It is not an invalid id.
    const others = methodsAt(c.req.path, true)
    return problem(
      c,
      others ? { kind: 'method_not_allowed', methods: others.methods } : { kind: 'not_found', what: 'Resource' },
    )
  }
  return problem(c, { kind: 'invalid', errors: result.error.issues.flatMap(issueMessages) })
}

/**
 * Narrows the actor of a call to the environment in its query. The validator refuses an unknown environment.
 */
export const nameEnvironment = createMiddleware<App>(async function nameEnvironment(c, next) {
  const call = callOf(c)
  const named = Environment.safeParse(c.req.query('environment'))
  if (call.actor && named.success) call.actor = inEnvironment(call.actor, named.data)
  return next()
})
