import { z } from 'zod'
import { REQUEST_VERDICTS } from '../../../../contract/incoming.data.ts'
import { IncomingId, type IncomingRequest, IncomingRequestId } from '../../../../contract/incoming.ts'
import { inOrder } from '../../../../contract/instant.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer, pageAnswer, pageLink } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment, idField, instant, paging } from '../../../platform/manifest/tools/input.ts'
import { replayIncomingRequest } from '../replay/replay.ts'
import { listIncomingRequests, readIncomingRequest } from '../requests/read.ts'

const webhookId = idField(IncomingId, 'The id of the incoming webhook, from list_incoming_webhooks.')
const id = idField(IncomingRequestId, 'The id of the request, from list_incoming_requests.')

const requestLink = (incoming: string, request?: string) => pageLink('/incoming', { incoming, request })

/** A request as tools show it; what does not apply is left out. */
const showRequest = ({ webhookId: _, reason, errors, result, module, recordId, eventId, ...one }: IncomingRequest) => ({
  id: one.id,
  receivedAt: one.receivedAt,
  verdict: one.verdict,
  outcome: one.outcome,
  ...(reason !== null && { reason }),
  ...(errors.length > 0 && { errors }),
  ...(result !== null && { result }),
  ...(recordId !== null && { record: { module, id: recordId } }),
  ...(eventId !== null && { eventId }),
  ...(one.firstId !== null && { firstId: one.firstId, replay: one.replay }),
  replayable: one.replayable,
  environment: one.environment,
  contentType: one.contentType,
  sizeBytes: one.sizeBytes,
  ip: one.ip,
  requestId: one.requestId,
})

export const listIncomingRequestsTool = agentTool({
  name: 'list_incoming_requests',
  title: 'List requests of an incoming webhook',
  description:
    'List what an incoming webhook received, newest first: accepted (with the record or event it became), refused (with the reason, by field), repeated or challenge. Use it when data of another system does not arrive. For the payload use get_incoming_request.',
  scope: 'incoming:read',
  readOnly: true,
  input: z
    .strictObject({
      webhookId,
      verdict: z.enum(REQUEST_VERDICTS).optional().meta({ description: 'Only requests with this verdict.' }),
      from: instant('Only what was received at this time or later.'),
      to: instant('Only what was received until then.'),
      environment,
      ...paging,
    })
    .refine(inOrder.check, inOrder.words),
  run: async (deps, actor, { webhookId: webhook, ...input }) =>
    pageAnswer(
      {
        limit: input.limit,
        read: (limit) => listIncomingRequests(deps, actorIn(actor, input), webhook, { ...input, limit }),
        show: showRequest,
      },
      { link: pageLink('/incoming', { incoming: webhook, verdict: input.verdict }) },
    ),
})

export const getIncomingRequest = agentTool({
  name: 'get_incoming_request',
  title: 'Read a request of an incoming webhook',
  description:
    'Read one request of an incoming webhook: its headers and payload (secrets are hidden), what it was mapped to, and why it was refused.',
  scope: 'incoming:read',
  readOnly: true,
  input: z.strictObject({ webhookId, id, environment }),
  run: async (deps, actor, { webhookId: webhook, ...input }) => {
    const { headers, payload, body, mapped, ...request } = await readIncomingRequest(
      deps,
      actorIn(actor, input),
      webhook,
      input.id,
    )
    const sent = payload === null ? { body } : { payload }
    return answer({ ...showRequest(request), headers, ...sent, mapped }, { link: requestLink(webhook, input.id) })
  },
})

export const replayIncomingRequestTool = agentTool({
  name: 'replay_incoming_request',
  title: 'Replay a request of an incoming webhook',
  description:
    'Handle a request that was received once more, by the settings of now: after the mapping, the module or the state of the webhook was repaired. Only for requests with replayable true. One that was accepted before makes another record or event. Returns the new request, or says why it is refused again.',
  scope: 'incoming:write',
  readOnly: false,
  input: z.strictObject({ webhookId, id, environment }),
  run: async (deps, actor, { webhookId: webhook, ...input }) => {
    const replayed = await replayIncomingRequest(deps, actorIn(actor, input), webhook, input.id)
    return answer(showRequest(replayed), { link: requestLink(webhook, replayed.id) })
  },
})
