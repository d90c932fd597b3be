import { z } from 'zod'
import { agentTool } from '../../../platform/manifest/agent-tool.ts'
import { answer, pageLink } from '../../../platform/manifest/tools/answer.ts'
import { actorIn, environment } from '../../../platform/manifest/tools/input.ts'
import { readUsageStats } from '../figures/stats.ts'
import { readUsageOver } from '../figures/usage-over.ts'

export const getStats = agentTool({
  name: 'get_stats',
  title: 'Read statistics',
  description:
    'Read how much the API is called: calls today, in the last 7 and 30 days, the share that failed, response times, calls by day, and the most used keys and endpoints. Use it for an overview of traffic. For the endpoints of a shorter time or those with most errors, use top_endpoints.',
  scope: 'stats:read',
  readOnly: true,
  input: z.strictObject({ environment }),
  run: async (deps, actor, input) => {
    const { hourly: _, byHourOfDay: __, ...stats } = await readUsageStats(deps, actorIn(actor, input))
    return answer(stats, { link: pageLink('/overview') })
  },
})

export const topEndpoints = agentTool({
  name: 'top_endpoints',
  title: 'List the most called endpoints',
  description:
    'List the endpoints that are called most, or that fail most, over the last days: calls, errors and the share of errors of each, up to 20. Also returns the totals of this time and of the same time before. Use it to see where traffic or failures are, then find_failed_calls with a path.',
  scope: 'stats:read',
  readOnly: true,
  input: z.strictObject({
    days: z.int().min(1).max(60).default(7).meta({ description: 'The last days, including today, 1 to 60.' }),
    by: z
      .enum(['calls', 'errors'])
      .default('calls')
      .meta({ description: 'What to sort by. By errors, the 20 most called endpoints are sorted.' }),
    environment,
  }),
  run: async (deps, actor, { days, by, ...input }) => {
    const usage = await readUsageOver(deps, actorIn(actor, input), { days })
    const { start, end, calls, errors, averageMs, p95Ms, previous, byEndpoint, topsComplete } = usage
    return answer(
      {
        start,
        end,
        calls,
        errors,
        averageMs,
        p95Ms,
        previous: { calls: previous.calls, errors: previous.clientErrors + previous.serverErrors },
        endpoints: byEndpoint
          .toSorted((one, other) => other[by] - one[by])
          .map((one) => ({ ...one, errorRate: one.calls === 0 ? 0 : one.errors / one.calls })),
      },
      {
        link: pageLink('/overview'),
        note: topsComplete ? undefined : 'So many endpoints were called that only the newest of them are counted.',
      },
    )
  },
})
