import type { Router } from 'hono/router'
import type { RouterRoute } from 'hono/types'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type Routes = Router<[unknown, RouterRoute]>
let routes: Routes | null = null

/** Sets the routes that `methodsAt` searches. Called once, when the routes are mounted. */
export function declareRoutes(all: unknown): void {
  routes = all as Routes
}

/** The routes that match a path, with any method, without middleware. */
const routesAt = (path: string): RouterRoute[] =>
  METHODS.flatMap((method) =>
    (routes?.match(method, path)[0] ?? [])
      .map(([[, route]]) => route)
      .filter((route) => route.method === method && !route.path.endsWith('*')),
  )

/**
 * The methods that a path supports, for the `Allow` header (RFC 9110, section 10.2.1), and the route pattern of the path.
 * With `exact`, only routes with exactly this path count, not those with parameters. Null when no route matches.
 */
export function methodsAt(path: string, exact = false): { methods: string[]; pattern: string } | null {
  const all = routesAt(path)
  // `/events/batch` is a route of its own, although `/events/{id}` matches it too.
  const same = all.filter((route) => route.path === path)
  const found = exact || same.length > 0 ? same : all
  const [first] = found
  if (!first) return null
  const methods = [...new Set(found.map(({ method }) => method))]
  return { methods: methods.includes('GET') ? ['GET', 'HEAD', ...methods.slice(1)] : methods, pattern: first.path }
}
