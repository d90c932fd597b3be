import { z } from 'zod'
import { APPROVAL_STATUSES } from './agents.data.ts'
import { Environment, NamedEnvironment } from './api-keys.ts'
import { Cursor, Instant, idOf, Json, line, pageOf, pageSize } from './common.ts'
import { GatewayRouteId } from './gateway.ts'

export const ApprovalId = idOf('apr', 'an approval')

/** A tool call that waits, or waited, for a person. */
export const Approval = z
  .strictObject({
    id: ApprovalId,
    environment: Environment,
    status: z.enum(APPROVAL_STATUSES),
    tool: z.string(),
    title: z.string(),
    routeId: GatewayRouteId.nullable().meta({ description: 'Null: a tool of Gatehouse itself.' }),
    arguments: z.record(z.string(), Json).meta({ description: 'What looks like a secret is hidden.' }),
    caller: z.strictObject({ type: z.enum(['api_key', 'oauth_token']), id: z.string(), name: z.string() }),
    createdAt: Instant,
    expiresAt: Instant,
    decidedAt: Instant.nullable(),
    decidedBy: z.string().nullable(),
    reason: z.string().nullable(),
    usedAt: Instant.nullable(),
    requestId: z.string().nullable().meta({ description: 'The call that ran.' }),
  })
  .meta({ id: 'Approval' })
export type Approval = z.infer<typeof Approval>
export const ApprovalPage = pageOf(Approval).meta({ id: 'ApprovalPage' })

export const ListApprovals = z.strictObject({
  limit: pageSize(50),
  cursor: Cursor,
  status: z.enum(APPROVAL_STATUSES).optional(),
  environment: NamedEnvironment,
})
export type ListApprovals = z.infer<typeof ListApprovals>

export const DecideApproval = z
  .strictObject({ reason: line(500).optional().meta({ description: 'The agent is told.' }) })
  .meta({ id: 'DecideApproval' })
export type DecideApproval = z.infer<typeof DecideApproval>

/** A tool as agents see it. */
export const AgentTool = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    scopes: z.array(z.string()),
    cost: z.int(),
    approval: z.boolean(),
    readOnly: z.boolean(),
    destructive: z.boolean(),
    source: z.enum(['gatehouse', 'route']),
    routeId: GatewayRouteId.nullable(),
    inputSchema: z.record(z.string(), Json),
  })
  .meta({ id: 'AgentTool' })
export type AgentTool = z.infer<typeof AgentTool>
export const AgentTools = z
  .strictObject({ data: z.array(AgentTool), url: z.string().meta({ description: 'Of the MCP endpoint.' }) })
  .meta({ id: 'AgentTools' })
export type AgentTools = z.infer<typeof AgentTools>
