import { z } from 'zod'
import type { LogTrail } from '../../../contract/overview.ts'
import { notFound } from '../../platform/errors.ts'
import { agentTool } from '../../platform/manifest/agent-tool.ts'
import { answer } from '../../platform/manifest/tools/answer.ts'
import { actorIn, environment } from '../../platform/manifest/tools/input.ts'
import { findCallOfRequest, readEventLog } from '../event-logs/entries/list.ts'
import { entryLink, showEntry } from '../event-logs/tools/show-entry.ts'
import { readLogTrail } from './log-trail.ts'

const MAX_SHOWN = 5

export const explainCall = agentTool({
  name: 'explain_call',
  title: 'Explain a call',
  description:
    'Explain what became of one call or delivery: its outcome, why it failed, how to fix it step by step, and what belongs to it: events that it published with their deliveries, the request of an incoming webhook, its gateway route, and open alerts about its key or webhook. Use it with the request id of an error message (X-Request-Id, requestId), or with the id of a log entry.',
  scope: 'logs:read',
  readOnly: true,
  input: z.strictObject({
    id: z
      .string()
      .regex(/^(req|log)_[0-9a-hjkmnp-tv-z]{26}$/, 'must be a request id (req_...) or the id of a log entry (log_...)')
      .meta({ description: 'A request id (req_...), or the id of a log entry (log_...).' }),
    environment,
  }),
  run: async (deps, actor, input) => {
    const caller = actorIn(actor, input)
    const entry = input.id.startsWith('log_')
      ? await readEventLog(deps, caller, input.id)
      : await findCallOfRequest(deps, caller, input.id)
    if (!entry) throw notFound('Call')
    const trail = await readLogTrail(deps, caller, entry.id)
    return answer({ ...showEntry(entry), ...showTrail(trail, entry.id) }, { link: entryLink(entry.id) })
  },
})

/** What belongs to an entry, in few words. What the caller may not read is named with the scope that it needs. */
function showTrail({ call, events, delivery, incoming, route, alerts, withheld }: LogTrail, id: string) {
  return {
    ...(call && call.id !== id && { causedBy: { requestId: call.requestId, logId: call.id } }),
    ...(events?.length && {
      events: events.slice(0, MAX_SHOWN).map((event) => ({
        id: event.id,
        type: event.type,
        deliveries: event.deliveryList.slice(0, MAX_SHOWN).map((one) => ({
          id: one.id,
          webhook: { id: one.webhookId, name: one.webhookName },
          state: one.state,
          attempts: one.attempts,
          responseStatus: one.responseStatus,
          error: one.errorKind,
        })),
      })),
      eventCount: events.length,
    }),
    ...(delivery && {
      delivery: {
        id: delivery.id,
        state: delivery.state,
        attempts: delivery.attempts,
        nextAttemptAt: delivery.nextAttemptAt,
        responseStatus: delivery.responseStatus,
        error: delivery.error,
      },
    }),
    ...(incoming && {
      incoming: {
        webhook: { id: incoming.webhookId, name: incoming.webhookName },
        request: incoming.request && {
          id: incoming.request.id,
          verdict: incoming.request.verdict,
          reason: incoming.request.reason,
          errors: incoming.request.errors,
          replayable: incoming.request.replayable,
        },
      },
    }),
    ...(route && { route }),
    ...(alerts?.length && {
      alerts: alerts.slice(0, MAX_SHOWN).map(({ id: alertId, kind, severity, target, count }) => ({
        id: alertId,
        kind,
        severity,
        target,
        count,
      })),
    }),
    ...(withheld.length > 0 && { notShown: withheld.map(({ part, scope }) => `${part}: needs ${scope}`) }),
  }
}
