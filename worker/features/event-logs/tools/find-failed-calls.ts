import { z } from 'zod'
import { KeyId } from '../../../../contract/api-keys.ts'
import { LOG_STATUS_PATTERN, LOG_TYPES } from '../../../../contract/event-logs.data.ts'
import type { ListEventLogs, LogEntry } from '../../../../contract/event-logs.ts'
import { inOrder } from '../../../../contract/instant.ts'
import { writeCursor } from '../../../platform/lib/cursor.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { pageAnswer, pageLink } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment, instant, paging } from '../../../platform/manifest/tools/input.ts'
import { listEventLogs } from '../entries/list.ts'
import { showEntry } from './show-entry.ts'

/** Entries that are read at once, and how often, where an outcome is looked for. */
const READ = 100
const MAX_READS = 5

type Read = (query: ListEventLogs) => ReturnType<typeof listEventLogs>

/** A page of the entries with an outcome. It may hold fewer than asked for, and still have a next page. */
async function withOutcome(read: Read, query: ListEventLogs, outcome: string, limit: number) {
  const found: LogEntry[] = []
  let from = query.cursor
  for (let reads = 0; reads < MAX_READS; reads++) {
    const page = await read({ ...query, limit: READ, ...(from !== undefined && { cursor: from }) })
    for (const entry of page.data) {
      if (entry.outcome !== outcome) continue
      found.push(entry)
      if (found.length === limit) return { data: found, nextCursor: writeCursor([Date.parse(entry.time), entry.id]) }
    }
    if (page.nextCursor === null) return { data: found, nextCursor: null }
    from = page.nextCursor
  }
  return { data: found, nextCursor: from ?? null }
}

export const findFailedCalls = agentTool({
  name: 'find_failed_calls',
  title: 'Find failed calls',
  description:
    'Find calls, deliveries and sign-ins that failed, newest first, each with why it failed and how to fix it. Use it when something does not work, or to see what is refused. Narrow it by time, key, path, status or outcome. For one call with all that it led to, use explain_call with its requestId.',
  scope: 'logs:read',
  readOnly: true,
  input: z
    .strictObject({
      from: instant('Only what happened at this time or later. Left out: the last 24 hours.'),
      to: instant('Only what happened until then. Left out: now.'),
      keyId: KeyId.optional().meta({ description: 'Only calls with this API key.' }),
      path: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .meta({ description: 'Only calls whose path contains this, such as /v1/orders.' }),
      status: z
        .string()
        .regex(LOG_STATUS_PATTERN, 'must be a code such as 404, a class such as 4xx, success, failed or refused')
        .default('failed')
        .meta({
          description:
            'A status code such as 404, a class such as 5xx, refused (401, 403 and 429), or failed for all of 400 and more.',
        }),
      outcome: z
        .string()
        .regex(/^[a-z_]{1,40}$/, 'must be a code such as rate_limited')
        .optional()
        .meta({ description: 'Only this outcome, such as rate_limited, scope_missing, key_expired, timeout.' }),
      type: z.enum(LOG_TYPES).optional().meta({
        description: 'api_call, webhook (attempts to deliver), auth, incoming, gateway or tool. Left out: all.',
      }),
      environment,
      ...paging,
    })
    .refine(inOrder.check, inOrder.words),
  run: async (deps, actor, { outcome, ...input }) => {
    const caller = actorIn(actor, input)
    const end = input.to === undefined ? deps.now : Date.parse(input.to)
    const from = input.from ?? new Date(end - DAY_MS).toISOString()
    const query: ListEventLogs = { ...input, from }
    const read: Read = (one) => listEventLogs(deps, caller, one)
    const { keyId, path, status, type } = input
    return pageAnswer(
      {
        limit: input.limit,
        read: (limit) => (outcome === undefined ? read({ ...query, limit }) : withOutcome(read, query, outcome, limit)),
        show: showEntry,
        more: { from },
      },
      { link: pageLink('/event-logs', { status, key: keyId, path, type }) },
    )
  },
})
