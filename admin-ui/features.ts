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
import { oauthApps } from './features/oauth-apps/feature.ts'
import { oauthConsent } from './features/oauth-consent/feature.ts'
import { overview } from './features/overview/feature.ts'
import { records } from './features/records/feature.ts'
import { webhooks } from './features/webhooks/feature.ts'
import type { Feature } from './ui/page/feature.ts'

/** All features of the dashboard, in the order of the navigation. The only file that names them all. */
export const FEATURES: readonly Feature[] = [
  apiKeys,
  webhooks,
  events,
  eventLogs,
  incoming,
  oauthApps,
  connectors,
  gateway,
  records,
  overview,
  alerts,
  audit,
  identity,
  oauthConsent,
  maintenance,
]
