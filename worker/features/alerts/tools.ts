import { z } from 'zod'
import { ALERT_KINDS, ALERT_STATUSES, SEVERITIES } from '../../../contract/alerts.data.ts'
import { type Alert, AlertId } from '../../../contract/alerts.ts'
import type { JsonObject } from '../../platform/lib/json/json.ts'
import { type AgentTools, agentTool } from '../../platform/manifest/agent-tool.ts'
import { answer, pageAnswer, pageLink } from '../../platform/manifest/tools/answer.ts'
import { actorIn, environment, paging } from '../../platform/manifest/tools/input.ts'
import { listAlerts } from './list.ts'
import { sentenceOf } from './message.ts'
import { updateAlerts } from './update.ts'

/** An alert in a sentence, which says what to do. */
const showAlert = ({ details, ...alert }: Alert) => ({
  ...alert,
  message: sentenceOf(alert.kind, alert.target, details as JsonObject, 'UTC'),
})

const listAlertsTool = agentTool({
  name: 'list_alerts',
  title: 'List alerts',
  description:
    'List alerts, latest first: what happened, to which key, webhook or app, how often, and what to do. Use it to see whether anything needs attention. Only open alerts, unless status says otherwise. When the cause is repaired, use resolve_alerts.',
  scope: 'alerts:read',
  readOnly: true,
  input: z.strictObject({
    status: z.enum(ALERT_STATUSES).default('open').meta({ description: 'open or resolved.' }),
    kind: z.enum(ALERT_KINDS).optional().meta({ description: 'Only alerts of this kind.' }),
    severity: z.enum(SEVERITIES).optional().meta({ description: 'Only alerts of this severity.' }),
    environment,
    ...paging,
  }),
  run: async (deps, actor, input) =>
    pageAnswer(
      {
        limit: input.limit,
        read: (limit) => listAlerts(deps, actorIn(actor, input), { ...input, limit }),
        show: showAlert,
      },
      {
        link: pageLink('/alerts', {
          tab: input.status === 'resolved' ? 'resolved' : null,
          kind: input.kind,
          severity: input.severity,
        }),
      },
    ),
})

const resolveAlerts = agentTool({
  name: 'resolve_alerts',
  title: 'Resolve alerts',
  description:
    'Mark alerts as resolved, after their cause was repaired or was found to be harmless. If the cause occurs again, a new alert opens. Returns how many were open.',
  scope: 'alerts:write',
  readOnly: false,
  idempotent: true,
  input: z.strictObject({
    ids: z
      .array(AlertId)
      .min(1, 'choose at least one alert')
      .max(25, 'at most 25 alerts')
      .meta({ description: 'The ids of the alerts, from list_alerts.' }),
    environment,
  }),
  run: async (deps, actor, { ids, ...input }) => {
    const { updated } = await updateAlerts(deps, actorIn(actor, input), { ids, status: 'resolved' })
    return answer({ resolved: updated }, { link: pageLink('/alerts', { tab: 'resolved' }) })
  },
})

export const alertTools: AgentTools = { tools: [listAlertsTool, resolveAlerts] }
