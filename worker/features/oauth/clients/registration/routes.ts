import { cors } from 'hono/cors'
import { callOf, depsOf } from '../../../../platform/http/context.ts'
import { newRouter } from '../../../../platform/http/openapi.ts'
import { NO_STORE, OAuthError, oauthErrorAnswer } from '../../protocol/oauth-error.ts'
import { registerClient } from './register.ts'

/** Dynamic client registration (RFC 7591), mounted under /oauth. Clients in a browser call it from any origin. */
export const registrationRoutes = newRouter()
registrationRoutes.use(
  '/register',
  cors({ origin: '*', allowMethods: ['POST'], allowHeaders: ['authorization', 'content-type'] }),
)
registrationRoutes.post('/register', async (c) => {
  const call = callOf(c)
  // An Authorization header would be an initial access token (RFC 7591, section 3), of which there are none here.
  call.asked = true
  try {
    return c.json(await registerClient(depsOf(c), c.req.raw, call.ip), 201, NO_STORE)
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error
    const { status, body, headers, outcome } = oauthErrorAnswer(error)
    call.refused = { code: outcome, reason: null }
    return c.json(body, status, headers)
  }
})
