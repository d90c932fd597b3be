import type { H } from 'hono/types'
import type { App } from './context.ts'

/**
 * A route that is called so often that an isolate answers it before it has loaded the rest of the API. Its handlers must
 * not import schemas. `path` is the full path, without parameters.
 */
export type HotRoute = { method: 'GET'; path: string; handlers: readonly H<App>[] }
