import { createMiddleware } from 'hono/factory'
import { unknownField } from '../issues.ts'
import { type App, callOf } from './context.ts'
import { problem } from './problem.ts'

/** Refuses a query as NoQuery does, without the schema and at no cost to calls that have none. */
export const refuseAnyQuery = createMiddleware<App>(async function refuseAnyQuery(c, next) {
  if (!callOf(c).url.includes('?')) return next()
  const names = Object.keys(c.req.query())
  return names.length === 0 ? next() : problem(c, { kind: 'invalid', errors: names.map(unknownField) })
})
