import type { Result, Router } from 'hono/router'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'

/** Characters of route patterns: a path without them matches only itself. */
const PATTERN = /[:*{?]/

/**
 * Hono's standard router with a cache for paths without parameters: walking the routes for each call costs more than
 * the decision about the call. The cache has only paths of routes, never paths that callers invent, so it is bounded.
 */
export class RememberingRouter<T> implements Router<T> {
  readonly name = 'RememberingRouter'
  readonly #router = new SmartRouter<T>({ routers: [new RegExpRouter(), new TrieRouter()] })
  readonly #found = new Map<string, Map<string, Result<T>>>()

  add(method: string, path: string, handler: T): void {
    if (!PATTERN.test(path)) this.#found.set(path, new Map())
    this.#router.add(method, path, handler)
  }

  match(method: string, path: string): Result<T> {
    const byMethod = this.#found.get(path)
    const known = byMethod?.get(method)
    if (known) return known
    const result = this.#router.match(method, path)
    byMethod?.set(method, result)
    return result
  }
}
