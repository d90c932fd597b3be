import type { Context } from 'hono'
import { methodsAt } from './allowed-methods.ts'
import { type App, callOf } from './context.ts'
import { problem } from './problem.ts'

/** The name for all unknown paths in the log and the statistics: callers can invent any number of them. */
export const NO_ROUTE = '(no such path)'

/** Answers a call without a route: 405 with `Allow` if the path supports other methods, else 404. */
export function refuseUnrouted(c: Context<App>): Response {
  const others = methodsAt(c.req.path)
  callOf(c).route = others?.pattern ?? NO_ROUTE
  return problem(
    c,
    others ? { kind: 'method_not_allowed', methods: others.methods } : { kind: 'not_found', what: 'Path' },
  )
}
