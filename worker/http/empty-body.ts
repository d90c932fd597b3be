import { createMiddleware } from 'hono/factory'
import type { App } from './context.ts'

/**
 * A Content-Type without a body says nothing: many clients send it on every POST, and it must not ask for JSON. A body of
 * unknown length has to be read to know; `bodyLimit` stands before this and bounds it.
 */
export const withoutEmptyBody = createMiddleware<App>(async function dropContentType(c, next) {
  const { raw } = c.req
  const length = raw.headers.get('content-length')
  const known = length !== null && length !== '0'
  if (raw.headers.has('content-type') && !known) {
    const text = raw.body === null ? '' : await raw.text()
    const headers = new Headers(raw.headers)
    if (text === '') headers.delete('content-type')
    c.req.raw = new Request(raw.url, { method: raw.method, headers, ...(text === '' ? {} : { body: text }) })
  }
  await next()
})
