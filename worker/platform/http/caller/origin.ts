import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { forbidden } from '../../errors.ts'
import { type App, callOf } from '../context.ts'

/**
 * A write by cookie must bear our own Origin. Browsers always send it on such requests, so one without it, or with
 * another, was made by somebody else's page, or by a program, which should use a key. Throws `forbidden`.
 */
export function requireOwnOrigin(c: Context<App>): void {
  if (c.req.header('origin') === new URL(c.req.url).origin) return
  throw forbidden('origin_mismatch', 'A dashboard session can be used only from the dashboard itself (Origin header).')
}

/** A WebSocket by cookie too: no other rule of the browser keeps somebody else's page from opening one. */
export const streamsComeFromOurPages = createMiddleware<App>(async function checkOrigin(c, next) {
  if (callOf(c).actor?.type === 'session') requireOwnOrigin(c)
  await next()
})
