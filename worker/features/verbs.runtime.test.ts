/// <reference types="vite/types/importMeta.d.ts" />
import { describe, expect, it } from 'vitest'
import { ListApprovals } from '../../contract/agents.ts'
import { UpdateAlertRules } from '../../contract/alert-rules.ts'
import { ListAlerts, UpdateAlerts } from '../../contract/alerts.ts'
import {
  BulkApiKeys,
  CreateApiKey,
  CreateChildKey,
  ListApiKeys,
  UpdateApiKey,
  VerifyApiKey,
} from '../../contract/api-keys.ts'
import { ListAuditLogs } from '../../contract/audit.ts'
import {
  CreateConnector,
  CreateHook,
  ListConnectors,
  PreviewConnector,
  TestConnector,
  UpdateConnector,
} from '../../contract/connectors.ts'
import { ExportEventLogs, ListEventLogs, ListKeyLogs, LogHistogramQuery } from '../../contract/event-logs.ts'
import { CreateEventType, ListEvents, PublishEvent, UpdateEventType } from '../../contract/events.ts'
import {
  CreateGatewayRoute,
  GatewayUsageQuery,
  ImportGatewayRoutes,
  ListGatewayRoutes,
  TestGatewayRoute,
  UpdateGatewayRoute,
} from '../../contract/gateway.ts'
import { UpdateOrganization } from '../../contract/identity.ts'
import {
  CreateIncomingWebhook,
  ListIncomingRequests,
  ListIncomingWebhooks,
  PreviewIncomingWebhook,
  PreviewMapping,
  UpdateIncomingWebhook,
} from '../../contract/incoming.ts'
import { ImportApiKeys } from '../../contract/key-import.ts'
import { StreamFilter } from '../../contract/live.ts'
import { ListArchives } from '../../contract/maintenance.ts'
import { CreateModule, UpdateModule } from '../../contract/modules.ts'
import {
  CreateOAuthApp,
  ListOAuthApps,
  ListOAuthGrants,
  ListOAuthTokens,
  UpdateOAuthApp,
} from '../../contract/oauth.ts'
import { ExportRecords, ListRecords } from '../../contract/records.ts'
import { SCOPE_GROUPS } from '../../contract/scope-catalog.data.ts'
import { scopeCovers } from '../../contract/scopes.data.ts'
import { CreateScope, UpdateScope } from '../../contract/scopes.ts'
import {
  BulkWebhooks,
  CountDeliveries,
  CreateWebhook,
  ListDeliveries,
  ListWebhooks,
  PreviewWebhook,
  RecoverWebhook,
  RetryDeliveries,
  TestUnsavedWebhook,
  TestWebhook,
  UpdateWebhook,
} from '../../contract/webhooks.ts'
import { newInbox } from '../../test/support/hooks.ts'
import { MODULE, stateOf, type Things } from '../../test/support/things.ts'
import { codeOf, NO_THINGS, newSides, realDeps, refusalOf, UNTOUCHABLE } from '../../test/support/verb-calls.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Deps } from '../platform/deps.ts'
import { decideApproval } from './agents/approvals/decide.ts'
import { listApprovals, readApproval } from './agents/approvals/read.ts'
import { listAgentTools } from './agents/tools/list-agent-tools.ts'
import { listAlerts, listAlertsAbout } from './alerts/list.ts'
import { listAlertRules } from './alerts/rules/list-rules.ts'
import { updateAlertRules } from './alerts/rules/update-rules.ts'
import { updateAlerts } from './alerts/update.ts'
import { bulkApiKeys } from './api-keys/keys/bulk.ts'
import { readKeysByDay } from './api-keys/keys/by-day.ts'
import { changeKey, confirmKey } from './api-keys/keys/change.ts'
import { createApiKey } from './api-keys/keys/create.ts'
import { createChildKey } from './api-keys/keys/create-child.ts'
import { deleteApiKey } from './api-keys/keys/delete.ts'
import { disableApiKey, enableApiKey } from './api-keys/keys/enable-disable.ts'
import { importApiKeys } from './api-keys/keys/import.ts'
import { listApiKeys } from './api-keys/keys/list.ts'
import { listKeyLogs } from './api-keys/keys/list-logs.ts'
import { readApiKey } from './api-keys/keys/read.ts'
import { regenerateApiKey } from './api-keys/keys/regenerate.ts'
import { revealApiKey } from './api-keys/keys/reveal.ts'
import { revokeApiKey } from './api-keys/keys/revoke.ts'
import { updateApiKey } from './api-keys/keys/update.ts'
import { readKeyUsage } from './api-keys/keys/usage.ts'
import { listKeyEndings } from './api-keys/review/endings.ts'
import { cancelGrace } from './api-keys/rotation/cancel-grace.ts'
import { extendGrace } from './api-keys/rotation/extend-grace.ts'
import { readGrace } from './api-keys/rotation/read-grace.ts'
import { createScope } from './api-keys/scopes/create.ts'
import { defineScopes } from './api-keys/scopes/define-scopes.ts'
import { deleteScope } from './api-keys/scopes/delete.ts'
import { updateScope } from './api-keys/scopes/update.ts'
import { verifyApiKey } from './api-keys/verification/verify.ts'
import { listAuditLogs } from './audit/list.ts'
import {
  listConnectorDeliveries,
  readConnectorDelivery,
  retryConnectorDelivery,
  testConnector,
} from './connectors/deliveries.ts'
import { sampleHook } from './connectors/hooks/sample.ts'
import { subscribeHook } from './connectors/hooks/subscribe.ts'
import { unsubscribeHook } from './connectors/hooks/unsubscribe.ts'
import { previewConnector } from './connectors/preview.ts'
import { createConnector } from './connectors/settings/create.ts'
import { deleteConnector, pauseConnector, resumeConnector } from './connectors/settings/lifecycle.ts'
import { listConnectors, readConnector } from './connectors/settings/read.ts'
import { updateConnector } from './connectors/settings/update.ts'
import { exportEventLogs } from './event-logs/entries/export.ts'
import { findLastPreviousCall } from './event-logs/entries/last-previous-call.ts'
import { findCallOfRequest, listEventLogs, readEventLog } from './event-logs/entries/list.ts'
import { readLogHistogram } from './event-logs/figures/log-histogram.ts'
import { listRefusedKeys } from './event-logs/figures/refused-keys.ts'
import { readUsageStats } from './event-logs/figures/stats.ts'
import { readUsageOver } from './event-logs/figures/usage-over.ts'
import { streamEventLogs } from './event-logs/live/stream.ts'
import {
  createEventType,
  deleteEventType,
  listEventTypes,
  readEventType,
  updateEventType,
} from './events/event-types.ts'
import { publishEvents } from './events/publish.ts'
import { listEvents, readEvent, readEventsOfCall } from './events/read.ts'
import { sendEventAgain } from './events/send-again.ts'
import { addHost } from './gateway/hosts/add.ts'
import { listHosts } from './gateway/hosts/list.ts'
import { removeHost } from './gateway/hosts/remove.ts'
import { importRoutes, previewImport } from './gateway/import/import-routes.ts'
import { findRouteOfCall } from './gateway/live/route-of-call.ts'
import { changeRoute } from './gateway/settings/change.ts'
import { createGatewayRoute } from './gateway/settings/create.ts'
import { deleteRoute } from './gateway/settings/delete.ts'
import { disableRoute, enableRoute } from './gateway/settings/enable-disable.ts'
import { listRoutes, readRoute } from './gateway/settings/read.ts'
import { updateRoute } from './gateway/settings/update.ts'
import { readRouteUsage } from './gateway/settings/usage.ts'
import { testRoute } from './gateway/trial/test-route.ts'
import { listOrganizationMembers, readOrganization } from './identity/organization.ts'
import { updateOrganization } from './identity/update-organization.ts'
import { replayIncomingRequest, replayIncomingRequests } from './incoming/replay/replay.ts'
import { listReplayJobs, readReplayJob, replayByFilter, stopReplayJob } from './incoming/replay/replay-job.ts'
import { findIncomingOfCall } from './incoming/requests/of-call.ts'
import { previewIncoming, previewMapping } from './incoming/requests/preview-mapping.ts'
import { listIncomingRequests, readIncomingRequest } from './incoming/requests/read.ts'
import { changeIncoming } from './incoming/settings/change.ts'
import { createIncoming } from './incoming/settings/create.ts'
import { deleteIncoming } from './incoming/settings/delete.ts'
import { pauseIncoming, resumeIncoming } from './incoming/settings/pause-resume.ts'
import { listIncoming, readIncoming } from './incoming/settings/read.ts'
import { regenerateToken } from './incoming/settings/regenerate-token.ts'
import { updateIncoming } from './incoming/settings/update.ts'
import { downloadArchive, listArchives } from './maintenance/archives.ts'
import { listJobs } from './maintenance/list-jobs.ts'
import { listGrants } from './oauth/access/list-grants.ts'
import { listTokens } from './oauth/access/list-tokens.ts'
import { revokeGrant, revokeToken, revokeTokens } from './oauth/access/revoke.ts'
import { changeApp } from './oauth/apps/change.ts'
import { createApp } from './oauth/apps/create.ts'
import { deleteApp } from './oauth/apps/delete.ts'
import { disableApp, enableApp } from './oauth/apps/enable-disable.ts'
import { listApps, readApp } from './oauth/apps/read.ts'
import { rotateClientSecret } from './oauth/apps/rotate-secret.ts'
import { updateApp } from './oauth/apps/update.ts'
import { readAppUsage } from './oauth/apps/usage.ts'
import { acceptAuthorization } from './oauth/authorize/accept.ts'
import { readAuthorization } from './oauth/authorize/read.ts'
import { rejectAuthorization } from './oauth/authorize/reject.ts'
import { readOAuthSettings } from './oauth/settings/read.ts'
import { updateOAuthSettings } from './oauth/settings/update.ts'
import { introspectForApi } from './oauth/tokens/introspect.ts'
import { readLogTrail } from './overview/log-trail.ts'
import { deleteDemoData } from './records/demo/delete-demo-data.ts'
import { readDemoData } from './records/demo/read-demo-data.ts'
import { createModule } from './records/modules/create-module.ts'
import { deleteModule } from './records/modules/delete-module.ts'
import { listModules, readModule } from './records/modules/read-modules.ts'
import { updateModule } from './records/modules/update-module.ts'
import { applyRecord } from './records/records/apply-record.ts'
import { createRecord } from './records/records/create-record.ts'
import { deleteRecord } from './records/records/delete-record.ts'
import { exportRecords } from './records/records/export-records.ts'
import { listRecords } from './records/records/list-records.ts'
import { readRecord } from './records/records/read-record.ts'
import { updateRecord } from './records/records/update-record.ts'
import { upsertRecord } from './records/records/upsert-record.ts'
import { writeRecords } from './records/records/write-records.ts'
import { bulkWebhooks } from './webhooks/bulk.ts'
import { createWebhook } from './webhooks/create.ts'
import { deleteWebhook } from './webhooks/delete.ts'
import { countDeliveries, findDeliveryById, listDeliveries, readDelivery } from './webhooks/deliveries/deliveries.ts'
import { retryDelivery, skipDelivery } from './webhooks/deliveries/retry.ts'
import {
  cancelRetryJob,
  listRetryJobs,
  readRetryJob,
  recoverWebhook,
  retryDeliveries,
  sendHeld,
} from './webhooks/deliveries/retry-job.ts'
import { readWebhookStats } from './webhooks/deliveries/stats.ts'
import { deleteSubscriber } from './webhooks/delivery/delete-subscriber.ts'
import { listFailingWebhooks } from './webhooks/failing.ts'
import { pauseSubscriber, pauseWebhook, resumeSubscriber, resumeWebhook } from './webhooks/pause-resume.ts'
import { listWebhooks, readWebhook } from './webhooks/read.ts'
import { rotateSecret } from './webhooks/rotate-secret.ts'
import { previewWebhook, sendTestDelivery, testUnsavedWebhook, testWebhook } from './webhooks/send-test.ts'
import { changeSubscriber, changeWebhook } from './webhooks/settings/change.ts'
import { insertConnector } from './webhooks/settings/connectors.ts'
import { CONNECTOR } from './webhooks/settings/kind.ts'
import { updateWebhook } from './webhooks/update.ts'

type Environment = 'live' | 'test'
type Call = (deps: Deps, actor: Actor, things: Things, environment: Environment) => Promise<unknown>

type Verb = {
  call: Call
  /** How it treats environments. */
  kind:
    | /** Names an object by its id: one of the other environment is not found. */ 'byId'
    | /** Names objects by ids, and answers for each: one of the other environment is not found. */ 'byIds'
    | /** Lists objects: shows none of the other environment. */ 'list'
    | /** Creates in the environment that is named: a test key cannot name the live one. */ 'creates'
    | /** Changes or reads what both environments share: not for test keys. */ 'shared'
    | /** Tells nothing of an environment, or has tests of its own (environment.runtime.test.ts). */ 'none'
  /** Scopes that it needs for its input here, besides its own. */
  otherScopes?: string[]
  /** People decide for themselves, so only credentials need the scope. */
  isFreeForPeople?: true
  /** For a list: which of the things it contains. */
  shows?: keyof Things
  /** For `byId`: the code of the refusal for a key that reaches the object. */
  thenRefuses?: string
}

const none = async () => []
const ROUTE_ID = 'rte_01kaj3v5e8w2m4q6t8y0z2b4d6'
const DOCUMENT = ImportGatewayRoutes.parse({
  document: JSON.stringify({
    openapi: '3.1.0',
    servers: [{ url: 'https://forum.example.com' }],
    paths: { '/verbs': { get: {} } },
  }),
})
const HOUR_AGO = new Date(Date.now() - 3_600_000).toISOString()
const url = newInbox().url
const APP = { name: 'New', redirectUris: ['https://app.example.com/callback'], scopes: ['users:read'] }

/** By scope, every verb that needs it. */
const VERBS: Record<string, Record<string, Verb>> = {
  'alerts:read': {
    listAlerts: {
      kind: 'list',
      shows: 'alertId',
      call: (deps, actor) => listAlerts(deps, actor, ListAlerts.parse({})),
    },
    listAlertsAbout: {
      kind: 'none',
      call: (deps, actor, { keyId }) => listAlertsAbout(deps, actor, [keyId]),
    },
    listAlertRules: { kind: 'none', call: (deps, actor) => listAlertRules({ ...deps, mail: null }, actor) },
  },
  'alerts:write': {
    updateAlerts: {
      kind: 'byId',
      call: (deps, actor, { alertId }) =>
        updateAlerts(deps, actor, UpdateAlerts.parse({ ids: [alertId], status: 'resolved' })),
    },
    updateAlertRules: {
      kind: 'shared',
      call: (deps, actor) =>
        updateAlertRules(
          { ...deps, mail: null },
          actor,
          UpdateAlertRules.parse({ rules: { key_unused: { enabled: false } } }),
          null,
        ),
    },
  },

  'api-keys:read': {
    listApiKeys: {
      kind: 'list',
      shows: 'keyId',
      call: (deps, actor) => listApiKeys(deps, actor, ListApiKeys.parse({})),
    },
    readApiKey: { kind: 'byId', call: (deps, actor, { keyId }) => readApiKey(deps, actor, keyId) },
    readKeysByDay: {
      kind: 'list',
      shows: 'keyId',
      call: (deps, actor, { keyId }) => readKeysByDay(deps, actor, { ids: keyId }),
    },
    readGrace: { kind: 'byId', call: (deps, actor, { keyId }) => readGrace(deps, actor, keyId) },
    listKeyEndings: { kind: 'none', call: (deps, actor) => listKeyEndings(deps, actor) },
    readKeyUsage: { kind: 'byId', call: (deps, actor, { keyId }) => readKeyUsage(deps, actor, keyId, { days: 1 }) },
  },
  'api-keys:write': {
    createApiKey: {
      kind: 'creates',
      otherScopes: ['users:read'],
      call: (deps, actor, _, environment) =>
        createApiKey(deps, actor, CreateApiKey.parse({ name: 'New', scopes: ['users:read'], environment }), none),
    },
    createChildKey: {
      kind: 'byId',
      otherScopes: ['users:read'],
      call: (deps, actor, { keyId }) =>
        createChildKey(deps, actor, keyId, CreateChildKey.parse({ name: 'Child', scopes: ['users:read'] }), none),
    },
    importApiKeys: {
      kind: 'none',
      call: (deps, actor) => importApiKeys(deps, actor, ImportApiKeys.parse({ keys: [{ name: 'No digest' }] }), none),
    },
    updateApiKey: {
      kind: 'byId',
      otherScopes: ['users:read'],
      call: (deps, actor, { keyId }) => updateApiKey(deps, actor, keyId, UpdateApiKey.parse({ name: 'Renamed' }), null),
    },
    regenerateApiKey: {
      kind: 'byId',
      otherScopes: ['users:read'],
      call: (deps, actor, { keyId }) => regenerateApiKey(deps, actor, keyId, 0, none),
    },
    cancelGrace: { kind: 'byId', call: (deps, actor, { keyId }) => cancelGrace(deps, actor, keyId, null) },
    extendGrace: {
      kind: 'byId',
      otherScopes: ['users:read'],
      thenRefuses: 'no_grace',
      call: (deps, actor, { keyId }) => extendGrace(deps, actor, keyId, Date.now() + 3_600_000),
    },
    revealApiKey: {
      kind: 'byId',
      thenRefuses: 'session_needed',
      call: (deps, actor, { keyId }) => revealApiKey(deps, actor, keyId),
    },
    disableApiKey: { kind: 'byId', call: (deps, actor, { keyId }) => disableApiKey(deps, actor, keyId) },
    enableApiKey: {
      kind: 'byId',
      otherScopes: ['users:read'],
      call: (deps, actor, { keyId }) => enableApiKey(deps, actor, keyId),
    },
    revokeApiKey: { kind: 'byId', call: (deps, actor, { keyId }) => revokeApiKey(deps, actor, keyId) },
    deleteApiKey: { kind: 'byId', call: (deps, actor, { keyId }) => deleteApiKey(deps, actor, keyId) },
    bulkApiKeys: {
      kind: 'byIds',
      call: (deps, actor, { keyId }) =>
        bulkApiKeys(deps, actor, BulkApiKeys.parse({ ids: [keyId], action: 'disable' })),
    },
    changeKey: {
      kind: 'byId',
      call: (deps, actor, { keyId }) =>
        changeKey(deps, actor, keyId, { action: 'api_key.updated', decide: () => ({ name: 'Changed' }) }),
    },
    confirmKey: { kind: 'byId', call: (deps, actor, { keyId }) => confirmKey(deps, actor, keyId) },
  },
  'api-keys:verify': {
    verifyApiKey: {
      kind: 'none',
      call: (deps, actor) =>
        verifyApiKey(deps, actor, VerifyApiKey.parse({ key: 'nonsense' }), { endpoint: '/', method: 'GET' }),
    },
    introspectForApi: {
      kind: 'none',
      call: (deps, actor) => introspectForApi(deps, actor, new URLSearchParams({ token: 'nonsense' })),
    },
  },

  'approvals:read': {
    listApprovals: {
      kind: 'list',
      shows: 'approvalId',
      call: (deps, actor) => listApprovals(deps, actor, ListApprovals.parse({})),
    },
    readApproval: { kind: 'byId', call: (deps, actor, { approvalId }) => readApproval(deps, actor, approvalId) },
  },

  'audit:read': {
    listAuditLogs: {
      kind: 'list',
      shows: 'keyId',
      call: (deps, actor) => listAuditLogs(deps, actor, ListAuditLogs.parse({})),
    },
  },

  'logs:read': {
    listEventLogs: {
      kind: 'list',
      shows: 'logId',
      call: (deps, actor) => listEventLogs(deps, actor, ListEventLogs.parse({})),
    },
    readEventLog: { kind: 'byId', call: (deps, actor, { logId }) => readEventLog(deps, actor, logId) },
    exportEventLogs: {
      kind: 'list',
      shows: 'logId',
      call: async (deps, actor) =>
        new Response(await exportEventLogs(deps, actor, ExportEventLogs.parse({ format: 'jsonl' }))).text(),
    },
    listKeyLogs: {
      kind: 'byId',
      call: (deps, actor, { keyId }) => listKeyLogs(deps, actor, keyId, ListKeyLogs.parse({})),
    },
    // Finds nothing of the other environment, as its own test checks.
    findLastPreviousCall: {
      kind: 'none',
      call: (deps, actor, { keyId }) => findLastPreviousCall(deps, actor, keyId, 0),
    },
    findCallOfRequest: {
      kind: 'none',
      call: (deps, actor) => findCallOfRequest(deps, actor, 'req_01kaj3v5e8w2m4q6t8y0z2b4d6'),
    },
    listRefusedKeys: { kind: 'none', call: (deps, actor) => listRefusedKeys(deps, actor) },
    readLogTrail: { kind: 'byId', call: (deps, actor, { logId }) => readLogTrail(deps, actor, logId) },
    readLogHistogram: {
      kind: 'none',
      call: (deps, actor) => readLogHistogram(deps, actor, LogHistogramQuery.parse({})),
    },
    streamEventLogs: {
      kind: 'none',
      call: (deps, actor) =>
        streamEventLogs(deps, actor, new Request('https://gatehouse.test/'), StreamFilter.parse({}), false),
    },
  },
  'stats:read': {
    readUsageStats: { kind: 'none', call: (deps, actor) => readUsageStats(deps, actor) },
    readUsageOver: { kind: 'none', call: (deps, actor) => readUsageOver(deps, actor, { days: 7 }) },
  },

  'events:read': {
    listEvents: {
      kind: 'list',
      shows: 'eventId',
      call: (deps, actor) => listEvents(deps, actor, ListEvents.parse({})),
    },
    readEvent: { kind: 'byId', call: (deps, actor, { eventId }) => readEvent(deps, actor, eventId) },
    readEventsOfCall: {
      kind: 'none',
      call: (deps, actor) =>
        readEventsOfCall(deps, actor, { requestId: 'req_01kaj3v5e8w2m4q6t8y0z2b4d6', time: 0, durationMs: 1 }),
    },
    listEventTypes: { kind: 'none', call: (deps, actor) => listEventTypes(deps, actor) },
    readEventType: { kind: 'none', call: (deps, actor) => readEventType(deps, actor, 'user.created') },
  },
  'events:write': {
    publishEvents: {
      kind: 'creates',
      call: (deps, actor, _, environment) =>
        publishEvents(deps, actor, [PublishEvent.parse({ type: 'order.shipped', data: {}, environment })], {
          validate: false,
          idempotencyKey: null,
          path: '',
        }),
    },
    sendEventAgain: {
      kind: 'byId',
      call: (deps, actor, { eventId }) => sendEventAgain(deps, actor, eventId, {}, none),
    },
    createEventType: {
      kind: 'shared',
      call: (deps, actor) => createEventType(deps, actor, CreateEventType.parse({ type: 'order.shipped' }), none),
    },
    updateEventType: {
      kind: 'shared',
      call: (deps, actor) =>
        updateEventType(deps, actor, 'order.shipped', UpdateEventType.parse({ category: 'x' }), null),
    },
    deleteEventType: { kind: 'shared', call: (deps, actor) => deleteEventType(deps, actor, 'order.shipped', null) },
  },

  'organization:read': {
    readOrganization: { kind: 'none', call: (deps, actor) => readOrganization(deps, actor) },
    listJobs: { kind: 'none', call: (deps, actor) => listJobs(deps, actor) },
    readOAuthSettings: { kind: 'none', call: (deps, actor) => readOAuthSettings(deps, actor) },
  },
  'organization:write': {
    updateOrganization: {
      kind: 'shared',
      call: (deps, actor) => updateOrganization(deps, actor, UpdateOrganization.parse({ name: 'Renamed' }), null),
    },
    updateOAuthSettings: {
      kind: 'shared',
      call: (deps, actor) => updateOAuthSettings(deps, actor, { registration: true }, null),
    },
    defineScopes: {
      kind: 'shared',
      call: (deps, actor) =>
        defineScopes(deps, actor, [CreateScope.parse({ scope: 'orders:write', label: 'Write orders' })]),
    },
    createScope: {
      kind: 'shared',
      call: (deps, actor) =>
        createScope(deps, actor, CreateScope.parse({ scope: 'orders:read', label: 'Read orders' }), none),
    },
    updateScope: {
      kind: 'shared',
      call: (deps, actor) => updateScope(deps, actor, 'orders:read', UpdateScope.parse({ label: 'Orders' }), null),
    },
    deleteScope: {
      kind: 'shared',
      call: (deps, actor) => deleteScope(deps, actor, 'orders:read', { force: false }, null),
    },
  },
  'oauth:authorize': {
    readAuthorization: {
      kind: 'byId',
      isFreeForPeople: true,
      call: (deps, actor, { challenge }) => readAuthorization(deps, actor, challenge),
    },
    acceptAuthorization: {
      kind: 'byId',
      isFreeForPeople: true,
      call: (deps, actor, { challenge }) => acceptAuthorization(deps, actor, challenge, { subject: 'user_1' }),
    },
    rejectAuthorization: {
      kind: 'byId',
      isFreeForPeople: true,
      call: (deps, actor, { challenge }) => rejectAuthorization(deps, actor, challenge, {}),
    },
  },
  'members:read': {
    listOrganizationMembers: { kind: 'none', call: (deps, actor) => listOrganizationMembers(deps, actor) },
  },

  'modules:read': {
    readDemoData: { kind: 'none', call: (deps, actor) => readDemoData(deps, actor) },
    listModules: { kind: 'none', call: (deps, actor) => listModules(deps, actor) },
    readModule: { kind: 'none', call: (deps, actor) => readModule(deps, actor, MODULE) },
  },
  'modules:write': {
    deleteDemoData: { kind: 'shared', call: (deps, actor) => deleteDemoData(deps, actor) },
    createModule: {
      kind: 'shared',
      call: (deps, actor) =>
        createModule(
          deps,
          actor,
          CreateModule.parse({ slug: 'orders', name: 'Orders', fields: [{ name: 'number', type: 'text' }] }),
          none,
        ),
    },
    updateModule: {
      kind: 'shared',
      call: (deps, actor) => updateModule(deps, actor, MODULE, UpdateModule.parse({ name: 'Renamed' }), null),
    },
    deleteModule: { kind: 'shared', call: (deps, actor) => deleteModule(deps, actor, MODULE, {}, null) },
  },
  'gateway:read': {
    findRouteOfCall: {
      kind: 'none',
      call: (deps, actor) => findRouteOfCall(deps, actor, { type: 'gateway', method: 'GET', endpoint: '/gateway/x' }),
    },
    listAgentTools: { kind: 'none', call: (deps, actor) => listAgentTools(deps, actor) },
    listRoutes: { kind: 'none', call: (deps, actor) => listRoutes(deps, actor, ListGatewayRoutes.parse({})) },
    readRoute: { kind: 'none', call: (deps, actor) => readRoute(deps, actor, ROUTE_ID) },
    // Of calls of its environment alone: settings.runtime.test.ts.
    readRouteUsage: {
      kind: 'none',
      call: (deps, actor) => readRouteUsage(deps, actor, ROUTE_ID, GatewayUsageQuery.parse({})),
    },
    listHosts: { kind: 'none', call: (deps, actor) => listHosts(deps, actor) },
  },
  'gateway:write': {
    decideApproval: {
      kind: 'byId',
      thenRefuses: 'session_needed',
      call: (deps, actor, { approvalId }) => decideApproval(deps, actor, approvalId, 'approved'),
    },
    createGatewayRoute: {
      kind: 'shared',
      call: (deps, actor) =>
        createGatewayRoute(
          deps,
          actor,
          CreateGatewayRoute.parse({ name: 'Forum', prefix: 'forum', upstream: 'https://forum.example.com' }),
          none,
        ),
    },
    updateRoute: {
      kind: 'shared',
      call: (deps, actor) => updateRoute(deps, actor, ROUTE_ID, UpdateGatewayRoute.parse({ name: 'Renamed' }), null),
    },
    changeRoute: {
      kind: 'shared',
      call: (deps, actor) =>
        changeRoute(deps, actor, ROUTE_ID, { action: 'gateway_route.updated', decide: () => null }),
    },
    disableRoute: { kind: 'shared', call: (deps, actor) => disableRoute(deps, actor, ROUTE_ID) },
    testRoute: { kind: 'shared', call: (deps, actor) => testRoute(deps, actor, ROUTE_ID, TestGatewayRoute.parse({})) },
    enableRoute: { kind: 'shared', call: (deps, actor) => enableRoute(deps, actor, ROUTE_ID) },
    deleteRoute: { kind: 'shared', call: (deps, actor) => deleteRoute(deps, actor, ROUTE_ID, null) },
    addHost: {
      kind: 'shared',
      call: (deps, actor) => addHost(deps, actor, { host: 'verbs.localhost' }, none),
    },
    removeHost: { kind: 'shared', call: (deps, actor) => removeHost(deps, actor, 'verbs.localhost') },
    previewImport: { kind: 'shared', call: (deps, actor) => previewImport(deps, actor, DOCUMENT) },
    importRoutes: { kind: 'shared', call: (deps, actor) => importRoutes(deps, actor, DOCUMENT) },
  },
  'incoming:read': {
    listIncoming: {
      kind: 'list',
      shows: 'incomingId',
      call: (deps, actor) => listIncoming(deps, actor, ListIncomingWebhooks.parse({})),
    },
    readIncoming: { kind: 'byId', call: (deps, actor, { incomingId }) => readIncoming(deps, actor, incomingId) },
    listIncomingRequests: {
      kind: 'byId',
      call: (deps, actor, { incomingId }) =>
        listIncomingRequests(deps, actor, incomingId, ListIncomingRequests.parse({})),
    },
    findIncomingOfCall: {
      kind: 'none',
      call: (deps, actor) =>
        findIncomingOfCall(deps, actor, { requestId: 'req_none', time: 0, durationMs: 0, endpoint: '' }),
    },
    listReplayJobs: { kind: 'byId', call: (deps, actor, { incomingId }) => listReplayJobs(deps, actor, incomingId) },
    readReplayJob: {
      kind: 'byId',
      call: (deps, actor, { incomingId, jobId }) => readReplayJob(deps, actor, incomingId, jobId),
    },
    readIncomingRequest: {
      kind: 'byId',
      call: (deps, actor, { incomingId, incomingRequestId }) =>
        readIncomingRequest(deps, actor, incomingId, incomingRequestId),
    },
    previewMapping: {
      kind: 'none',
      call: (deps, actor) =>
        previewMapping(deps, actor, PreviewMapping.parse({ target: 'event', mapping: { name: 'name' }, sample: {} })),
    },
    previewIncoming: {
      kind: 'byId',
      call: (deps, actor, { incomingId }) =>
        previewIncoming(deps, actor, incomingId, PreviewIncomingWebhook.parse({ sample: {} })),
    },
  },
  'incoming:write': {
    createIncoming: {
      kind: 'creates',
      otherScopes: ['records:write'],
      call: (deps, actor, _, environment) =>
        createIncoming(
          deps,
          actor,
          CreateIncomingWebhook.parse({ name: 'New', module: MODULE, mapping: { name: 'name' }, environment }),
          none,
        ),
    },
    updateIncoming: {
      kind: 'byId',
      otherScopes: ['records:write'],
      call: (deps, actor, { incomingId }) =>
        updateIncoming(deps, actor, incomingId, UpdateIncomingWebhook.parse({ name: 'Renamed' }), null),
    },
    deleteIncoming: {
      kind: 'byId',
      call: (deps, actor, { incomingId }) => deleteIncoming(deps, actor, incomingId, null),
    },
    pauseIncoming: {
      kind: 'byId',
      call: (deps, actor, { incomingId }) => pauseIncoming(deps, actor, incomingId, null),
    },
    resumeIncoming: {
      kind: 'byId',
      otherScopes: ['records:write'],
      call: (deps, actor, { incomingId }) => resumeIncoming(deps, actor, incomingId, null),
    },
    regenerateToken: {
      kind: 'byId',
      otherScopes: ['records:write'],
      call: (deps, actor, { incomingId }) => regenerateToken(deps, actor, incomingId, none, null),
    },
    replayIncomingRequest: {
      kind: 'byId',
      otherScopes: ['records:write'],
      call: (deps, actor, { incomingId, incomingRequestId }) =>
        replayIncomingRequest(deps, actor, incomingId, incomingRequestId),
    },
    replayIncomingRequests: {
      kind: 'byId',
      call: (deps, actor, { incomingId, incomingRequestId }) =>
        replayIncomingRequests(deps, actor, incomingId, [incomingRequestId]),
    },
    replayByFilter: {
      kind: 'byId',
      otherScopes: ['records:write'],
      call: (deps, actor, { incomingId }) =>
        replayByFilter(deps, actor, incomingId, { verdict: 'refused', dryRun: false }),
    },
    stopReplayJob: {
      kind: 'byId',
      call: (deps, actor, { incomingId, jobId }) => stopReplayJob(deps, actor, incomingId, jobId),
    },
    changeIncoming: {
      kind: 'byId',
      call: (deps, actor, { incomingId }) =>
        changeIncoming(deps, actor, incomingId, {
          action: 'incoming_webhook.updated',
          decide: () => ({ name: 'Changed' }),
        }),
    },
  },
  'oauth-apps:read': {
    listApps: {
      kind: 'list',
      shows: 'appId',
      call: (deps, actor) => listApps(deps, actor, ListOAuthApps.parse({})),
    },
    readApp: { kind: 'byId', call: (deps, actor, { appId }) => readApp(deps, actor, appId) },
    listGrants: {
      kind: 'byId',
      call: (deps, actor, { appId }) => listGrants(deps, actor, appId, ListOAuthGrants.parse({})),
    },
    listTokens: {
      kind: 'byId',
      call: (deps, actor, { appId }) => listTokens(deps, actor, appId, ListOAuthTokens.parse({})),
    },
    readAppUsage: { kind: 'byId', call: (deps, actor, { appId }) => readAppUsage(deps, actor, appId, { days: 1 }) },
  },
  'oauth-apps:write': {
    createApp: {
      kind: 'creates',
      otherScopes: ['users:read'],
      call: (deps, actor, _, environment) =>
        createApp(deps, actor, CreateOAuthApp.parse({ ...APP, environment }), none),
    },
    updateApp: {
      kind: 'byId',
      otherScopes: ['users:read'],
      call: (deps, actor, { appId }) => updateApp(deps, actor, appId, UpdateOAuthApp.parse({ name: 'Renamed' }), null),
    },
    rotateClientSecret: {
      kind: 'byId',
      otherScopes: ['users:read'],
      call: (deps, actor, { appId }) => rotateClientSecret(deps, actor, appId, 0, none),
    },
    disableApp: { kind: 'byId', call: (deps, actor, { appId }) => disableApp(deps, actor, appId) },
    enableApp: {
      kind: 'byId',
      otherScopes: ['users:read'],
      call: (deps, actor, { appId }) => enableApp(deps, actor, appId),
    },
    deleteApp: { kind: 'byId', call: (deps, actor, { appId }) => deleteApp(deps, actor, appId) },
    revokeGrant: {
      kind: 'byId',
      call: (deps, actor, { appId, grantId }) => revokeGrant(deps, actor, appId, grantId),
    },
    revokeTokens: { kind: 'byId', call: (deps, actor, { appId }) => revokeTokens(deps, actor, appId, undefined) },
    revokeToken: {
      kind: 'byId',
      call: (deps, actor, { appId, tokenId }) => revokeToken(deps, actor, appId, tokenId),
    },
    changeApp: {
      kind: 'byId',
      call: (deps, actor, { appId }) =>
        changeApp(deps, actor, appId, { action: 'oauth_app.updated', decide: () => ({ name: 'Changed' }) }),
    },
  },
  [`records.${MODULE}:read`]: {
    listRecords: {
      kind: 'list',
      shows: 'recordId',
      call: (deps, actor) => listRecords(deps, actor, MODULE, ListRecords.parse({})),
    },
    readRecord: { kind: 'byId', call: (deps, actor, { recordId }) => readRecord(deps, actor, MODULE, recordId) },
    exportRecords: {
      kind: 'list',
      shows: 'recordId',
      call: async (deps, actor) =>
        new Response(await exportRecords(deps, actor, MODULE, ExportRecords.parse({}))).text(),
    },
  },
  [`records.${MODULE}:write`]: {
    createRecord: {
      kind: 'creates',
      call: (deps, actor, _, environment) => createRecord(deps, actor, MODULE, { data: {}, environment }, none),
    },
    updateRecord: {
      kind: 'byId',
      call: (deps, actor, { recordId }) =>
        updateRecord(deps, actor, MODULE, recordId, { data: { name: 'Renamed' } }, null),
    },
    upsertRecord: {
      kind: 'creates',
      call: (deps, actor, _, environment) =>
        upsertRecord(deps, actor, MODULE, 'email', { data: { email: 'ada@example.com' }, environment }),
    },
    applyRecord: {
      kind: 'creates',
      call: (deps, actor, _, environment) =>
        applyRecord(deps, actor, MODULE, { action: 'create', by: null, environment, dataFor: () => ({ name: 'New' }) }),
    },
    writeRecords: {
      kind: 'creates',
      call: (deps, actor, _, environment) =>
        writeRecords(
          deps,
          actor,
          MODULE,
          { records: [{ name: 'New' }], partial: false, dryRun: false, environment },
          none,
        ),
    },
  },
  [`records.${MODULE}:delete`]: {
    deleteRecord: {
      kind: 'byId',
      call: (deps, actor, { recordId }) => deleteRecord(deps, actor, MODULE, recordId, null),
    },
  },

  'connectors:read': {
    listConnectors: {
      kind: 'list',
      shows: 'connectorId',
      call: (deps, actor) => listConnectors(deps, actor, ListConnectors.parse({})),
    },
    readConnector: { kind: 'byId', call: (deps, actor, { connectorId }) => readConnector(deps, actor, connectorId) },
    previewConnector: {
      kind: 'none',
      call: (deps, actor) => previewConnector(deps, actor, PreviewConnector.parse({ provider: 'slack' })),
    },
    listConnectorDeliveries: {
      kind: 'byId',
      call: (deps, actor, { connectorId }) =>
        listConnectorDeliveries(deps, actor, connectorId, ListDeliveries.parse({})),
    },
    readConnectorDelivery: {
      kind: 'byId',
      call: (deps, actor, { connectorId, connectorDeliveryId }) =>
        readConnectorDelivery(deps, actor, connectorId, connectorDeliveryId),
    },
    sampleHook: { kind: 'none', otherScopes: ['users:read'], call: (deps, actor) => sampleHook(deps, actor, 'user.*') },
  },
  'connectors:write': {
    createConnector: {
      kind: 'creates',
      otherScopes: ['events:read'],
      call: (deps, actor, _, environment) =>
        createConnector(
          deps,
          actor,
          CreateConnector.parse({ provider: 'slack', name: 'New', url, events: ['order.*'], environment }),
          none,
        ),
    },
    insertConnector: {
      kind: 'none',
      call: (deps, actor) =>
        insertConnector(deps, actor, {
          provider: 'slack',
          name: 'New',
          address: url,
          shownUrl: '',
          events: ['order.*'],
          environment: 'live',
          ratePerSecond: null,
          hookKey: null,
          dashboardOrigin: null,
        }),
    },
    updateConnector: {
      kind: 'byId',
      call: (deps, actor, { connectorId }) =>
        updateConnector(deps, actor, connectorId, UpdateConnector.parse({ name: 'Renamed' }), null),
    },
    changeSubscriber: {
      kind: 'byId',
      call: (deps, actor, { connectorId }) =>
        changeSubscriber(
          deps,
          actor,
          connectorId,
          { action: 'connector.updated', decide: () => ({ name: 'Changed' }) },
          null,
          CONNECTOR,
        ),
    },
    pauseConnector: {
      kind: 'byId',
      call: (deps, actor, { connectorId }) => pauseConnector(deps, actor, connectorId, null),
    },
    pauseSubscriber: {
      kind: 'byId',
      call: (deps, actor, { connectorId }) => pauseSubscriber(deps, actor, connectorId, null, CONNECTOR),
    },
    resumeConnector: {
      kind: 'byId',
      otherScopes: ['events:read'],
      call: (deps, actor, { connectorId }) => resumeConnector(deps, actor, connectorId, {}, null),
    },
    resumeSubscriber: {
      kind: 'byId',
      otherScopes: ['events:read'],
      call: (deps, actor, { connectorId }) => resumeSubscriber(deps, actor, connectorId, {}, null, CONNECTOR),
    },
    deleteConnector: {
      kind: 'byId',
      call: (deps, actor, { connectorId }) => deleteConnector(deps, actor, connectorId, null),
    },
    deleteSubscriber: {
      kind: 'byId',
      call: (deps, actor, { connectorId }) => deleteSubscriber(deps, actor, connectorId, null, CONNECTOR),
    },
    testConnector: {
      kind: 'byId',
      call: (deps, actor, { connectorId }) => testConnector(deps, actor, connectorId, TestConnector.parse({})),
    },
    retryConnectorDelivery: {
      kind: 'byId',
      call: (deps, actor, { connectorId, connectorDeliveryId }) =>
        retryConnectorDelivery(deps, actor, connectorId, connectorDeliveryId),
    },
    subscribeHook: {
      kind: 'none',
      otherScopes: ['events:read'],
      call: (deps, actor) => subscribeHook(deps, actor, CreateHook.parse({ targetUrl: url, event: 'order.*' })),
    },
    unsubscribeHook: {
      kind: 'none',
      call: (deps, actor, { connectorId }) => unsubscribeHook(deps, actor, connectorId),
    },
  },
  'webhooks:read': {
    listWebhooks: {
      kind: 'list',
      shows: 'webhookId',
      call: (deps, actor) => listWebhooks(deps, actor, ListWebhooks.parse({})),
    },
    readWebhook: { kind: 'byId', call: (deps, actor, { webhookId }) => readWebhook(deps, actor, webhookId) },
    readWebhookStats: {
      kind: 'byId',
      call: (deps, actor, { webhookId }) => readWebhookStats(deps, actor, webhookId, { days: 1 }),
    },
    previewWebhook: {
      kind: 'none',
      call: (deps, actor) => previewWebhook(deps, actor, PreviewWebhook.parse({ eventType: 'user.created' })),
    },
    listDeliveries: {
      kind: 'byId',
      call: (deps, actor, { webhookId }) => listDeliveries(deps, actor, webhookId, ListDeliveries.parse({})),
    },
    countDeliveries: {
      kind: 'byId',
      call: (deps, actor, { webhookId }) => countDeliveries(deps, actor, webhookId, CountDeliveries.parse({})),
    },
    readDelivery: {
      kind: 'byId',
      call: (deps, actor, { webhookId, deliveryId }) => readDelivery(deps, actor, webhookId, deliveryId),
    },
    findDeliveryById: {
      kind: 'byId',
      call: (deps, actor, { deliveryId }) => findDeliveryById(deps, actor, deliveryId),
    },
    listFailingWebhooks: { kind: 'none', call: (deps, actor) => listFailingWebhooks(deps, actor) },
    listRetryJobs: { kind: 'byId', call: (deps, actor, { webhookId }) => listRetryJobs(deps, actor, webhookId) },
    readRetryJob: {
      kind: 'byId',
      call: (deps, actor, { webhookId, jobId }) => readRetryJob(deps, actor, webhookId, jobId),
    },
  },
  'webhooks:write': {
    createWebhook: {
      kind: 'creates',
      otherScopes: ['events:read'],
      call: (deps, actor, _, environment) =>
        createWebhook(
          deps,
          actor,
          CreateWebhook.parse({ name: 'New', url, events: ['order.*'], sendTest: false, environment }),
          none,
        ),
    },
    updateWebhook: {
      kind: 'byId',
      call: (deps, actor, { webhookId }) =>
        updateWebhook(deps, actor, webhookId, UpdateWebhook.parse({ name: 'Renamed' }), null),
    },
    changeWebhook: {
      kind: 'byId',
      call: (deps, actor, { webhookId }) =>
        changeWebhook(deps, actor, webhookId, { action: 'webhook.updated', decide: () => ({ name: 'Changed' }) }),
    },
    rotateSecret: { kind: 'byId', call: (deps, actor, { webhookId }) => rotateSecret(deps, actor, webhookId, 0, none) },
    pauseWebhook: { kind: 'byId', call: (deps, actor, { webhookId }) => pauseWebhook(deps, actor, webhookId) },
    resumeWebhook: {
      kind: 'byId',
      otherScopes: ['events:read'],
      call: (deps, actor, { webhookId }) => resumeWebhook(deps, actor, webhookId, { sendHeld: true }),
    },
    deleteWebhook: { kind: 'byId', call: (deps, actor, { webhookId }) => deleteWebhook(deps, actor, webhookId) },
    bulkWebhooks: {
      kind: 'byIds',
      call: (deps, actor, { webhookId }) =>
        bulkWebhooks(deps, actor, BulkWebhooks.parse({ ids: [webhookId], action: 'pause' })),
    },
    testWebhook: {
      kind: 'byId',
      call: (deps, actor, { webhookId }) => testWebhook(deps, actor, webhookId, TestWebhook.parse({})),
    },
    testUnsavedWebhook: {
      kind: 'creates',
      call: (deps, actor, _, environment) =>
        testUnsavedWebhook(deps, actor, TestUnsavedWebhook.parse({ url, environment })),
    },
    sendTestDelivery: { kind: 'byId', call: (deps, actor, { webhookId }) => sendTestDelivery(deps, actor, webhookId) },
    retryDelivery: {
      kind: 'byId',
      call: (deps, actor, { webhookId, deliveryId }) => retryDelivery(deps, actor, webhookId, deliveryId),
    },
    skipDelivery: {
      kind: 'byId',
      call: (deps, actor, { webhookId, openDeliveryId }) => skipDelivery(deps, actor, webhookId, openDeliveryId),
    },
    retryDeliveries: {
      kind: 'byId',
      call: (deps, actor, { webhookId }) =>
        retryDeliveries(deps, actor, webhookId, RetryDeliveries.parse({ status: 'failed' })),
    },
    recoverWebhook: {
      kind: 'byId',
      call: (deps, actor, { webhookId }) =>
        recoverWebhook(deps, actor, webhookId, RecoverWebhook.parse({ since: HOUR_AGO })),
    },
    sendHeld: { kind: 'byId', call: (deps, actor, { webhookId }) => sendHeld(deps, actor, webhookId, {}) },
    cancelRetryJob: {
      kind: 'byId',
      call: (deps, actor, { webhookId, jobId }) => cancelRetryJob(deps, actor, webhookId, jobId),
    },
  },
}

/** An archive needs the scope of its content, with a different message for a caller without any of these scopes. */
const ARCHIVE_SCOPES = ['logs:read', 'webhooks:read', 'audit:read']
const ARCHIVES: Record<string, Call> = {
  listArchives: (deps, actor) => listArchives(deps, null, actor, ListArchives.parse({})),
  downloadArchive: (deps, actor) => downloadArchive(deps, null, actor, 'arc_01kaj3v5e8w2m4q6t8y0z2b4d6'),
}

/** Functions that take an actor, or that a route calls, and need no right of their own, with the reason. */
const WITHOUT_SCOPE: Record<string, string> = {
  listScopes: 'names scopes, and shows the use of keys to those who may read keys',
  readScope: 'the same for one scope',
  whoAmI: 'tells callers about themselves',
  listOwnSessions: 'of the person who asks; refuses credentials',
  revokeSession: 'of the person who asks; refuses credentials',
  setUp: 'public: checks the setup code',
  isSetUpNeeded: 'public: the sign-in page asks it',
  mintLocalKey: 'public, in local development alone: checks the setup code',
  organizationOf: 'public: says whose log a sign-in belongs to',
  signIn: 'public: checks the password',
  signOut: 'public: ends the session that the request bears',
  reportLeaks: 'public: the route checks the signature of the scanner',
  healthOf: 'public: says whether the Worker works',
  admit: 'public: asks the guard of the token of an incoming webhook',
  pushRequest: 'public: its client is authenticated, and nothing is written',
  authorize: 'public: any app may ask, and nothing is written before somebody allows it',
  readConsent: 'public: the challenge contains who is asked, and only they have it',
  acceptConsent: 'public: the challenge contains who is asked, and only they have it',
  rejectConsent: 'public: the challenge contains who is asked, and only they have it',
  receive: 'public: the token of the incoming webhook is admitted by its guard',

  requireDecider: 'is the check of rights itself',
  requireRecentSignIn: 'a step of a verb that has checked the right',
  mustSignIn: 'a step of verbs that have checked the right',
  findVisible: 'a step of verbs that have checked the right',
  personOf: 'names the actor',
  requireSomeArchiveScope: 'is the check of rights itself',
  requireSubscription: 'is the check of rights itself',
  requireTarget: 'is the check of rights itself',
  requireGrantable: 'is the check of rights itself',
  holderOf: 'is the check of rights itself',
  requirePerson: 'is the check of rights itself',
  authenticateClient: 'public: checks how the client proves who it is',
  clientCredentials: 'public: the client has authenticated itself',
  exchangeCode: 'public: the client has authenticated itself, and has a code',
  refreshTokens: 'public: the client has authenticated itself, and has a refresh token',
  introspectOwn: 'public: the client has authenticated itself',
  registerClient: 'public: any app may ask, and can do nothing before somebody allows it',
  ensureApp: 'a step of verbs that have checked the right',
  signingKeys: 'public: the keys with which upstreams verify identities',
  serverMetadata: 'public: says what the authorization server can do',
  ownGrantsOf: 'is the check of rights itself',
  listOwnGrants: 'needs a person, who sees own grants alone: access.runtime.test.ts',
  revokeOwnGrant: 'needs a person, who ends own grants alone: access.runtime.test.ts',
  revokeOwnGrants: 'needs a person, who ends own grants alone: access.runtime.test.ts',
  requireBelow: 'is the check of rights itself',
  requireTopLevel: 'is the check of rights itself',
  createDemoData: 'needs modules:write and records:write: demo-data.runtime.test.ts',
  endGrants: 'a step of verbs that have checked the right',
  issueApiKey: 'a step of verbs that have checked the right',
  checkSettings: 'a step of verbs that have checked the right',
  requireWebhook: 'a step of verbs that have checked the right',
  planJob: 'a step of verbs that have checked the right',
  presentRoute: 'presents what a verb has read, and shows values only to those who may change them',
  presentWebhook: 'a step of verbs that have checked the right',
  announceModule: 'a step of verbs that have checked the right',
  announceRecord: 'a step of verbs that have checked the right',
  announceRecords: 'a step of verbs that have checked the right',
  insertNew: 'a step of verbs that have checked the right',
  mergeInto: 'a step of verbs that have checked the right',
  retried: 'a step of verbs that have checked the right',
  sampleEvent: 'a step of verbs that have checked the right',
  requireConnector: 'a step of verbs that have checked the right',
  findHook: 'a step of verbs that have checked the right',
  listConnectorRows: 'a step of verbs that have checked the right',
  planEvents: 'a step of verbs that have checked the right',
  readParts: 'reads parts by verbs that check their own right, and withholds the others',
  readOverview: 'reads parts by verbs that check their own right, and withholds the others',
  readGettingStarted: 'says only whether the organization has any key, call, webhook and delivery',
  updateGettingStarted: 'hides a hint for the caller alone',
  spanOf: 'a step of verbs that have checked the right',
  usageWithin: 'a step of verbs that have checked the right',
  withNames: 'a step of verbs that have checked the right',
  findCredentialEnds: 'a step of a verb that has checked the right',
  findOwnerIn: 'a step: the owner of a token, for the log',
  openStream: 'a step of a verb that has checked the right',
  announceApproval: 'a step of verbs that have checked the right',
  requireApproval: 'asks for an approval of a call whose scopes were checked: approvals.runtime.test.ts',
  readOwnApproval: 'of the caller who asked for it alone: approvals.runtime.test.ts',
}

const verbs = Object.entries(VERBS).flatMap(([scope, some]) =>
  Object.entries(some).map(([name, verb]) => ({ name, scope, ...verb })),
)
const ofKind = (kind: Verb['kind']) =>
  verbs.filter((verb) => verb.kind === kind).map((verb) => [verb.name, verb] as const)

const organization = { id: 'org_of_nobody', name: 'Nobody', plan: 'free' }
const ALL_SCOPES = [
  ...SCOPE_GROUPS.flatMap((group) => group.scopes.map(({ scope }) => scope)),
  ...['organization:read', 'organization:write', 'members:read', 'members:write'],
]
/** Every scope except those that cover one of these. */
const without = (...wanted: string[]) => ALL_SCOPES.filter((held) => !wanted.some((scope) => scopeCovers(held, scope)))

const by = { organization, ip: null, requestId: 'req_test' }
/** One actor of each kind, with these scopes. */
const actorsWith = (scopes: string[]): Actor[] => [
  {
    ...by,
    scopes,
    type: 'session',
    sessionId: 'ses',
    role: 'viewer',
    user: { id: 'usr', name: 'Tess', email: 'a@b.c' },
  },
  { ...by, scopes, type: 'api_key', keyId: 'key', name: 'Key', environment: 'live' },
  {
    ...by,
    scopes,
    type: 'oauth_token',
    grantId: 'grant',
    appId: 'app',
    expiresAt: Number.MAX_SAFE_INTEGER,
    name: 'App',
    environment: 'live',
  },
  { ...by, scopes, type: 'incoming', incomingId: 'inc', name: 'Incoming', environment: 'live' },
  { ...by, scopes, type: 'system', name: 'A job' },
]

describe('a verb', () => {
  it('is in the table of this test, or in its list of verbs that need no right', () => {
    const files = import.meta.glob<string>(['./**/*.ts', '../app.ts', '!./**/*.test.ts'], {
      query: '?raw',
      import: 'default',
      eager: true,
    })
    const takesActor =
      /^export (?:async )?(?:function (\w+)|const (\w+) = (?:async )?)(?:<[^(]*>)?\(((?:[^()]|\([^()]*\))*)\)/gm
    const calledWithDeps = /\b(\w+)\((?:depsOf\(c\)|deps)[,)]/g
    const found = Object.entries(files).flatMap(([path, text]) =>
      /\/(routes|app)\.ts$/.test(path)
        ? [...text.matchAll(calledWithDeps)].flatMap(([, name]) => name ?? [])
        : [...text.matchAll(takesActor)].flatMap(([, named, constant, parameters = '']) =>
            /\bactor\b|\bActor\b/.test(parameters) ? (named ?? constant ?? []) : [],
          ),
    )
    const known = [...verbs.map(({ name }) => name), ...Object.keys(ARCHIVES), ...Object.keys(WITHOUT_SCOPE)]
    expect([...new Set(found)].sort()).toEqual(known.sort())
  })

  it.each(verbs.map((verb) => [verb.name, verb] as const))(
    'refuses every kind of actor without its scope before it reads or writes anything: %s',
    async (_, { scope, call, isFreeForPeople }) => {
      for (const actor of actorsWith(without(scope))) {
        if (isFreeForPeople && actor.type === 'session') continue
        const refused = await refusalOf(() => call(UNTOUCHABLE, actor, NO_THINGS, 'live'))
        const expected =
          actor.type === 'session'
            ? { code: 'role_insufficient', detail: `Your role (viewer) does not allow this: ${scope}.` }
            : {
                code: 'scope_missing',
                detail: `This credential does not hold a scope that this route needs: ${scope}.`,
              }
        expect(refused, actor.type).toMatchObject({ kind: 'forbidden', ...expected })
      }
      for (const actor of actorsWith([scope])) {
        const refused = await refusalOf(() => call(UNTOUCHABLE, actor, NO_THINGS, 'live'))
        const words = refused?.kind === 'forbidden' ? refused.detail : ''
        expect(words, `${actor.type} with the scope`).not.toMatch(/this route needs|does not allow this/)
      }
    },
  )

  it.each(Object.entries(ARCHIVES))('needs the scope of one kind of archive: %s', async (_, call) => {
    for (const actor of actorsWith(without(...ARCHIVE_SCOPES))) {
      const refused = await refusalOf(() => call(UNTOUCHABLE, actor, NO_THINGS, 'live'))
      expect(codeOf(refused), actor.type).toBe('scope_missing')
    }
    for (const scope of ARCHIVE_SCOPES) {
      for (const actor of actorsWith([scope])) {
        expect(await refusalOf(() => call(UNTOUCHABLE, actor, NO_THINGS, 'live')), scope).toBeNull()
      }
    }
  })

  it('does not find objects of the other environment, and changes nothing', async () => {
    const { org, actor, things } = await newSides()
    const [live, test] = [await things('live'), await things('test')]
    const before = await stateOf(org.organizationId)
    for (const [name, verb] of [...ofKind('byId'), ...ofKind('byIds')]) {
      const crossed: [Environment, Things][] = [
        ['test', live],
        ['live', test],
      ]
      for (const [environment, foreign] of crossed) {
        const answer = verb.call(realDeps(), actor(environment, verb), foreign, environment)
        const what = `${name} by a key of ${environment}`
        if (verb.kind === 'byIds')
          expect(await answer, what).toMatchObject({ results: [{ ok: false, code: 'not_found' }] })
        else expect(await refusalOf(() => answer), what).toMatchObject({ kind: 'not_found' })
      }
    }
    expect(await stateOf(org.organizationId)).toBe(before)
  })

  it.each([...ofKind('byId'), ...ofKind('byIds')])(
    'needs only its scope for objects of its environment: %s',
    async (_, verb) => {
      const { actor, things } = await newSides()
      for (const environment of ['live', 'test'] as const) {
        const mine = await things(environment)
        const refused = await refusalOf(() => verb.call(realDeps(), actor(environment, verb), mine, environment))
        expect(codeOf(refused), environment).toBe(verb.thenRefuses ?? null)
      }
    },
  )

  it('lists no objects of the other environment', async () => {
    const { actor, things } = await newSides()
    const [live, test] = [await things('live'), await things('test')]
    // A list of named keys is asked for those of both.
    const named = { ...NO_THINGS, keyId: `${live.keyId},${test.keyId}` }
    for (const [name, verb] of ofKind('list')) {
      for (const environment of ['live', 'test'] as const) {
        const text = JSON.stringify(await verb.call(realDeps(), actor(environment, verb), named, environment))
        const shown = [live, test].map((some) => text.includes(some[verb.shows ?? 'keyId']))
        expect(shown, `${name} by a key of ${environment}`).toEqual([environment === 'live', environment === 'test'])
      }
    }
  })

  it('creates nothing in the live environment for a test key, and needs only its scope', async () => {
    const { org, actor } = await newSides()
    for (const [name, verb] of ofKind('creates')) {
      const before = await stateOf(org.organizationId)
      const crossed = await refusalOf(() => verb.call(realDeps(), actor('test', verb), NO_THINGS, 'live'))
      expect(crossed, name).toMatchObject({ kind: 'invalid', errors: [{ path: 'environment' }] })
      expect(await stateOf(org.organizationId), name).toBe(before)
      for (const environment of ['live', 'test'] as const) {
        expect(
          await refusalOf(() => verb.call(realDeps(), actor(environment, verb), NO_THINGS, environment)),
          name,
        ).toBeNull()
      }
    }
  })

  it('refuses data that both environments share to test keys', async () => {
    const { actor } = await newSides()
    const shared = [
      ...ofKind('shared'),
      ...Object.entries(ARCHIVES).map(([name, call]) => [name, { call, scope: 'logs:read' }] as const),
    ]
    for (const [name, verb] of shared) {
      const refused = await refusalOf(() => verb.call(UNTOUCHABLE, actor('test', verb), NO_THINGS, 'test'))
      expect(codeOf(refused), name).toBe('live_credential_needed')
    }
  })
})
