import type { Result, Router } from 'hono/router'
import { RegExpRouter } from 'hono/router/reg-exp-router'
import { SmartRouter } from 'hono/router/smart-router'
import { TrieRouter } from 'hono/router/trie-router'

/** What makes a path of the router's own language stand for more than itself. */
const PATTERN = /[:*{?]/

/**
 * Hono's standard router, which answers a path without parameters from a table once it has found its handlers: walking
 * the routes for each call costs more than deciding about the call. The table holds the paths that routes name, never
 * those that callers make up.
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
