import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { ChallengeQuery, ReceivedAnswer, SubscribeQuery } from '../../../../contract/incoming.ts'
import { forbidden, notFound, Refusal } from '../../../platform/errors.ts'
import { type App, callOf, depsOf } from '../../../platform/http/context.ts'
import { answers, newRouter } from '../../../platform/http/openapi.ts'
import { reply } from '../../../platform/http/reply.ts'
import { limitStates } from '../../../platform/limits/present.ts'
import { hiddenPart } from '../token/token.ts'
import { admit, refusalOf } from './admit.ts'
import { isSubscribedBy } from './is-subscribed-by.ts'
import { receive } from './receive.ts'
import { type DoorWebhook, webhookOfFacts } from './webhook.ts'

const params = z.object({ token: z.string().max(200) })
const tags = ['Incoming webhooks']

const plainText = (text: string) =>
  new Response(text, { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' } })

/**
 * The webhook of a token, if its guard admits the call. Sets the owner of the log entry. Throws `not_found` for an unknown token,
 * `conflict` while the webhook is paused, and `rate_limited`.
 */
async function admittedWebhook(c: Context<App>, token: string): Promise<DoorWebhook> {
  const call = callOf(c)
  // The webhook verifies its senders: an Authorization header of theirs is none of our credentials.
  call.asked = true
  const admission = await admit(depsOf(c), token, call.ip)
  if (!admission) {
    call.rejected = true
    throw notFound('Incoming webhook')
  }
  const { answer, environment } = admission
  // Cut out of the path here, the log finds nothing to redact in it.
  call.credentialText = hiddenPart(token)
  if (answer.owner) {
    const { organizationId } = answer.owner
    call.logOwner = { type: 'incoming', organizationId, environment, keyId: null, previousSecret: false }
  }
  call.limits = limitStates(answer.limits)
  if (answer.code !== 'ok' || !answer.key) throw new Refusal(refusalOf(answer))
  return webhookOfFacts(answer.key)
}

async function answer(c: Context<App>, token: string, challenge: string | undefined): Promise<Response> {
  const webhook = await admittedWebhook(c, token)
  const { ip, requestId } = callOf(c)
  const received = await receive(depsOf(c), { webhook, request: c.req.raw, ip, requestId, challenge })
  return 'challenge' in received ? plainText(received.challenge) : reply(c, received.answer, 200)
}

export const doorRoutes = newRouter()
  .openapi(
    createRoute({
      method: 'post',
      path: '/webhooks/incoming/{token}',
      security: [],
      summary: 'Receive a request of another system; for senders, without a key',
      tags,
      request: { params, query: ChallengeQuery },
      responses: answers(200, ReceivedAnswer, 'What it became; a repeat gets the first answer again'),
    }),
    async (c) => (await answer(c, c.req.valid('param').token, c.req.valid('query').validationToken)) as never,
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/webhooks/incoming/{token}',
      security: [],
      summary: 'Answer the challenge of a sender that checks the URL',
      tags,
      request: { params, query: SubscribeQuery },
      responses: answers(200, z.string(), 'The challenge, as plain text'),
    }),
    async (c) => {
      const query = c.req.valid('query')
      const webhook = await admittedWebhook(c, c.req.valid('param').token)
      if (!(await isSubscribedBy(depsOf(c).config, webhook, query['hub.verify_token']))) {
        throw forbidden('signature_invalid', 'hub.verify_token is not the secret of this incoming webhook.')
      }
      const { ip, requestId } = callOf(c)
      const challenge = query['hub.challenge'] ?? query.challenge ?? ''
      await receive(depsOf(c), { webhook, request: c.req.raw, ip, requestId, challenge })
      return plainText(challenge) as never
    },
  )
