import type { Router } from 'hono/router'
import type { RouterRoute } from 'hono/types'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type Routes = Router<[unknown, RouterRoute]>
let routes: Routes | null = null

/** Names the routes that `methodsAt` looks among. Called once, by whoever mounts them. */
export function declareRoutes(all: unknown): void {
  routes = all as Routes
}

/** The routes of the API that take a path, whatever the method: not the middleware that stands before them. */
const routesAt = (path: string): RouterRoute[] =>
  METHODS.flatMap((method) =>
    (routes?.match(method, path)[0] ?? [])
      .map(([[, route]]) => route)
      .filter((route) => route.method === method && !route.path.endsWith('*')),
  )

/**
 * The methods that a path takes, as `Allow` names them (RFC 9110, section 10.2.1), and how the API's description writes the
 * path. `exact`: only routes with this very path count, none in which part of it is an id. Null when no route takes it.
 */
export function methodsAt(path: string, exact = false): { methods: string[]; pattern: string } | null {
  const all = routesAt(path)
  // `/events/batch` is a path of its own, although `/events/{id}` takes it too.
  const same = all.filter((route) => route.path === path)
  const found = exact || same.length > 0 ? same : all
  const [first] = found
  if (!first) return null
  const methods = [...new Set(found.map(({ method }) => method))]
  return { methods: methods.includes('GET') ? ['GET', 'HEAD', ...methods.slice(1)] : methods, pattern: first.path }
}
