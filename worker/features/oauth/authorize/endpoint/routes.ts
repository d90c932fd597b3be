import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Refusal } from '../../../../platform/errors.ts'
import { type App, callOf, depsOf } from '../../../../platform/http/context.ts'
import { newRouter } from '../../../../platform/http/openapi.ts'
import { anyOrigin, withClient } from '../../tokens/routes.ts'
import { readParameters } from '../request.ts'
import { authorize } from './authorize.ts'
import { errorPage } from './error-page.ts'
import { pushRequest } from './push.ts'

const MAX_FORM_BYTES = 64 * 1024

/** No page may show these answers in a frame, and the URL with its parameters goes to nobody. */
function protect(answer: Response): Response {
  const { headers } = answer
  headers.set('Referrer-Policy', 'no-referrer')
  headers.set('X-Frame-Options', 'DENY')
  headers.set('Cache-Control', 'no-store')
  if (!headers.has('Content-Security-Policy')) {
    headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  }
  return answer
}

async function answer(c: Context<App>, form: string): Promise<Response> {
  const deps = depsOf(c)
  const { searchParams, origin } = new URL(callOf(c).url)
  const parameters = readParameters([...searchParams, ...new URLSearchParams(form)])
  const { ip, requestId } = callOf(c)
  const answered = await authorize(deps, {
    parameters,
    issuer: origin,
    request: c.req.raw,
    caller: { ip, requestId },
  })
  return protect(
    'problem' in answered
      ? await errorPage(answered.problem, requestId)
      : // After a POST too, the browser has to continue with a GET (RFC 9700, section 4.12).
        new Response(null, { status: 303, headers: { location: answered.redirectTo } }),
  )
}

/** The authorization endpoint (RFC 6749, section 3.1), mounted under /oauth. */
export const authorizePageRoutes = newRouter()
authorizePageRoutes.get('/authorize', (c) => answer(c, ''))
authorizePageRoutes.post(
  '/authorize',
  bodyLimit({
    maxSize: MAX_FORM_BYTES,
    onError: () => {
      throw new Refusal({ kind: 'too_large', detail: 'The form must be at most 64 KB.' })
    },
  }),
  async (c) => answer(c, new TextDecoder().decode(await c.req.arrayBuffer())),
)
// Pushed requests come from clients themselves, also from those in a browser.
authorizePageRoutes.use('/par', anyOrigin)
authorizePageRoutes.post('/par', (c) =>
  withClient(c, (client, form) => pushRequest(depsOf(c), client, form, new URL(callOf(c).url).origin), 201),
)
