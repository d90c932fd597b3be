import type { Context } from 'hono'
import { findKeys, HOLDS_A_KEY } from '../../features/api-keys/format/find-keys.ts'
import { configOf } from '../env.ts'
import { type App, callOf } from './context.ts'
import { problem } from './problem.ts'

/** What is sent to these is judged, not kept in readable form. */
const CARRY_KEYS = new Set(['/api/v1/api-keys/verify', '/api/v1/api-keys/leak-reports'])
/** Each line of an import stands for itself: the verb refuses the lines that hold a key. */
const IMPORT = '/api/v1/api-keys/import'
const WEBHOOKS = '/api/v1/webhooks'

/**
 * Refuses a body that holds a whole API key of this installation in any field, by the field's name. It looks at every
 * JSON body that passed its schema, so a new route is covered without a line of its own.
 */
export function refuseKeys(c: Context<App>, body: unknown): Response | undefined {
  const { pathname } = new URL(callOf(c).url)
  if (CARRY_KEYS.has(pathname) || pathname === IMPORT) return undefined
  const found = findKeys(configOf(c.env), body, pathname.startsWith(WEBHOOKS) ? isSealedField : undefined)
  if (found.length === 0) return undefined
  return problem(c, {
    kind: 'invalid',
    errors: found.slice(0, 50).map((path) => ({ path, message: HOLDS_A_KEY })),
  })
}

/** The values of custom headers: they are sealed, and a receiver may well call this API. */
const isSealedField = (path: string): boolean => path.startsWith('headers.')
