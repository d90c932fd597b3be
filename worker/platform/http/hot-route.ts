import type { H } from 'hono/types'
import type { App } from './context.ts'

/**
 * A route that is called so often that an isolate answers it before it has loaded the rest of the API. Its handlers must
 * not import schemas. `path` is the full path, without parameters.
 */
export type HotRoute = { method: 'GET'; path: string; handlers: readonly H<App>[] }

/**
 * All calls of one kind, with any method, which never reach the routers. Its handler must not import schemas. `takes`: whether a
 * call is of this kind. `host` is in lower case with its port, and `path` is as it was sent, without its query.
 */
export type HotDoor = { takes: (env: Env, host: string, path: string) => boolean; handler: H<App> }
