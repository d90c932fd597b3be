import '../../worker/features.ts'
import { catalogEvent } from '../../contract/event-catalog.data.ts'
import type { Actor } from '../../worker/platform/auth/actor.ts'
import type { Deps } from '../../worker/platform/deps.ts'
import type { AgentTool, ToolAnswer } from '../../worker/platform/manifest/agent-tool.ts'
import { loadParts } from '../../worker/platform/manifest/feature.ts'
import { MODULE, type Things } from './things.ts'

/** How a tool treats environments. */
type Kind =
  | /** Names something by its id. */ 'byId'
  | /** Lists things. */ 'list'
  | /** Creates in an environment. */ 'creates'
  | /** Says nothing of an environment. */ 'none'

export type ToolCase = {
  kind: Kind
  /** Arguments about these things. */
  input: (things: Things) => Record<string, unknown>
  /** For a list: which of the things it contains. */
  shows?: keyof Things
  /** Scopes that this input needs besides that of the tool. */
  otherScopes?: string[]
}

const keyId = ({ keyId: id }: Things) => ({ id })
const webhook = ({ webhookId: id }: Things) => ({ id })
const record = ({ recordId: id }: Things) => ({ module: MODULE, id })
const request = ({ incomingId, incomingRequestId }: Things) => ({ webhookId: incomingId, id: incomingRequestId })
/** A time before everything that a test makes. */
const from = '2026-01-01T00:00:00Z'

/** Routes belong to no environment: their tools have tests of their own. */
const ROUTE_ID = 'rte_01kaj3v5e8w2m4q6t8y0z2b4d6'

/** A call of each tool. */
export const TOOL_CASES: Record<string, ToolCase> = {
  who_am_i: { kind: 'none', input: () => ({}) },
  list_scopes: { kind: 'none', input: () => ({}) },

  list_api_keys: { kind: 'list', shows: 'keyId', input: () => ({}) },
  get_api_key: { kind: 'byId', input: keyId },
  api_key_usage: { kind: 'byId', input: keyId },
  create_api_key: {
    kind: 'creates',
    input: () => ({ name: 'New', scopes: ['users:read'] }),
    otherScopes: ['users:read'],
  },
  update_api_key: {
    kind: 'byId',
    input: (things) => ({ ...keyId(things), name: 'Renamed' }),
    otherScopes: ['users:read'],
  },
  regenerate_api_key: { kind: 'byId', input: keyId, otherScopes: ['users:read'] },
  disable_api_key: { kind: 'byId', input: keyId },
  enable_api_key: { kind: 'byId', input: keyId, otherScopes: ['users:read'] },
  revoke_api_key: { kind: 'byId', input: keyId },

  find_failed_calls: { kind: 'list', shows: 'logId', input: () => ({ from, status: 'success' }) },
  get_log_entry: { kind: 'byId', input: ({ logId }) => ({ id: logId }) },
  explain_call: { kind: 'byId', input: ({ logId }) => ({ id: logId }) },
  get_stats: { kind: 'none', input: () => ({}) },
  top_endpoints: { kind: 'none', input: () => ({}) },

  list_webhooks: { kind: 'list', shows: 'webhookId', input: () => ({}) },
  get_webhook: { kind: 'byId', input: webhook },
  list_deliveries: { kind: 'byId', input: ({ webhookId }) => ({ webhookId }) },
  get_delivery: { kind: 'byId', input: ({ deliveryId: id }) => ({ id }) },
  retry_delivery: { kind: 'byId', input: ({ webhookId, deliveryId: id }) => ({ webhookId, id }) },
  retry_failed_deliveries: { kind: 'byId', input: ({ webhookId }) => ({ webhookId }) },
  get_retry_job: { kind: 'byId', input: ({ webhookId, jobId: id }) => ({ webhookId, id }) },
  pause_webhook: { kind: 'byId', input: webhook },
  resume_webhook: { kind: 'byId', input: webhook, otherScopes: ['events:read'] },
  send_test_webhook: { kind: 'byId', input: webhook },

  list_event_types: { kind: 'none', input: () => ({}) },
  list_events: { kind: 'list', shows: 'eventId', input: () => ({}) },
  get_event: { kind: 'byId', input: ({ eventId: id }) => ({ id }) },
  publish_event: {
    kind: 'none',
    input: () => ({ type: 'user.created', data: { ...catalogEvent('user.created')?.sample } }),
  },

  list_modules: { kind: 'none', input: () => ({}) },
  describe_module: { kind: 'none', input: () => ({ module: MODULE }) },
  query_records: { kind: 'list', shows: 'recordId', input: () => ({ module: MODULE }) },
  get_record: { kind: 'byId', input: record },
  create_record: { kind: 'creates', input: () => ({ module: MODULE, data: { name: 'New' } }) },
  update_record: { kind: 'byId', input: (things) => ({ ...record(things), data: { name: 'Renamed' } }) },
  delete_record: { kind: 'byId', input: record },

  list_incoming_webhooks: { kind: 'list', shows: 'incomingId', input: () => ({}) },
  list_incoming_requests: { kind: 'byId', input: ({ incomingId: webhookId }) => ({ webhookId }) },
  get_incoming_request: { kind: 'byId', input: request },
  replay_incoming_request: { kind: 'byId', input: request, otherScopes: ['records:write'] },

  list_gateway_routes: { kind: 'none', input: () => ({}) },
  get_gateway_route: { kind: 'none', input: () => ({ id: ROUTE_ID }) },
  disable_gateway_route: { kind: 'none', input: () => ({ id: ROUTE_ID }) },
  enable_gateway_route: { kind: 'none', input: () => ({ id: ROUTE_ID }) },

  list_oauth_apps: { kind: 'list', shows: 'appId', input: () => ({}) },
  list_oauth_grants: { kind: 'byId', input: ({ appId }) => ({ appId }) },
  revoke_oauth_grant: { kind: 'byId', input: ({ appId, grantId: id }) => ({ appId, id }) },

  list_alerts: { kind: 'list', shows: 'alertId', input: () => ({}) },
  resolve_alerts: { kind: 'byId', input: ({ alertId }) => ({ ids: [alertId] }) },

  check_approval: { kind: 'none', input: ({ approvalId }) => ({ approvalId }) },

  list_audit_entries: { kind: 'list', shows: 'keyId', input: () => ({}) },
}

/** All tools of all features. */
export const allTools = async (): Promise<AgentTool[]> =>
  (await loadParts(({ agentTools }) => agentTools)).flatMap(({ tools }) => [...tools])

/** Runs a tool as the endpoint does: with checked input. Throws for input that the schema refuses. */
export const runTool = async (
  tool: AgentTool,
  deps: Deps,
  actor: Actor,
  input: Record<string, unknown>,
): Promise<ToolAnswer> => tool.run(deps, actor, tool.input.parse(input), { limits: [], credits: null })
