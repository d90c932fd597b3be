import { alerts } from './features/alerts/feature.ts'
import { apiKeys } from './features/api-keys/feature.ts'
import { audit } from './features/audit/feature.ts'
import { eventLogs } from './features/event-logs/feature.ts'
import { events } from './features/events/feature.ts'
import { identity } from './features/identity/feature.ts'
import { maintenance } from './features/maintenance/feature.ts'
import { webhooks } from './features/webhooks/feature.ts'
import { type Feature, installFeatures } from './platform/manifest/feature.ts'

/** Every feature, lowest layer first: a feature may import those before it. */
export const FEATURES: readonly Feature[] = [audit, eventLogs, apiKeys, identity, events, webhooks, alerts, maintenance]

installFeatures(FEATURES)
