import { agents } from './features/agents/feature.ts'
import { alerts } from './features/alerts/feature.ts'
import { apiKeys } from './features/api-keys/feature.ts'
import { audit } from './features/audit/feature.ts'
import { connectors } from './features/connectors/feature.ts'
import { eventLogs } from './features/event-logs/feature.ts'
import { events } from './features/events/feature.ts'
import { gateway } from './features/gateway/feature.ts'
import { identity } from './features/identity/feature.ts'
import { incoming } from './features/incoming/feature.ts'
import { maintenance } from './features/maintenance/feature.ts'
import { oauth } from './features/oauth/feature.ts'
import { overview } from './features/overview/feature.ts'
import { records } from './features/records/feature.ts'
import { webhooks } from './features/webhooks/feature.ts'
import { type Feature, installFeatures } from './platform/manifest/feature.ts'
import type { RpcMethodsOf } from './platform/rpc/method.ts'

/** All features, lowest layer first: a feature may import those before it. */
const ALL_FEATURES = [
  audit,
  eventLogs,
  apiKeys,
  identity,
  events,
  records,
  incoming,
  oauth,
  gateway,
  webhooks,
  connectors,
  alerts,
  agents,
  maintenance,
  overview,
] as const

export const FEATURES: readonly Feature[] = ALL_FEATURES

/** The RPC methods of all features. */
export type RpcMethods = RpcMethodsOf<typeof ALL_FEATURES>

installFeatures(FEATURES)
