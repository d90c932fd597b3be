import type { Context } from 'hono'
import { methodsAt } from './allowed-methods.ts'
import { type App, callOf } from './context.ts'
import { problem } from './problem.ts'

/** How the log and the statistics call paths that no route takes: there are as many as callers make up. */
const NO_ROUTE = '(no such path)'

/** Answers a call that no route takes: 405 with `Allow` where the path takes another method, 404 where it takes none. */
export function refuseUnrouted(c: Context<App>): Response {
  const others = methodsAt(c.req.path)
  callOf(c).route = others?.pattern ?? NO_ROUTE
  return problem(
    c,
    others ? { kind: 'method_not_allowed', methods: others.methods } : { kind: 'not_found', what: 'Path' },
  )
}
