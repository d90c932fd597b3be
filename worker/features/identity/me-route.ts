import { requires } from '../../platform/http/caller/authenticate.ts'
import { actorOf, callOf } from '../../platform/http/context.ts'
import type { HotRoute } from '../../platform/http/hot-route.ts'
import { refuseAnyQuery } from '../../platform/http/refuse-any-query.ts'
import { reply } from '../../platform/http/reply.ts'
import { whoAmI } from './me.ts'

/** The handler of `GET /me`, which routes.ts describes. */
export const answerMe = (c: Parameters<typeof callOf>[0]) =>
  reply(c, whoAmI(actorOf(c), callOf(c).limits, callOf(c).credits), 200)

/** `GET /me` as it is answered before routes.ts is loaded, with the same checks in the same order. */
export const hotMe: HotRoute = {
  method: 'GET',
  path: '/api/v1/me',
  handlers: [requires(null), refuseAnyQuery, answerMe],
}
