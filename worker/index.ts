import { app } from './app.ts'
import { handleQueue } from './queue.ts'
import { handleScheduled } from './scheduled.ts'

export { LiveFeed } from './features/event-logs/live/live-feed-object.ts'
export { SignInGate } from './features/identity/sign-in-gate-object.ts'
export { EndpointGate } from './features/webhooks/delivery/endpoint-gate-object.ts'
export { CredentialGuard } from './platform/credential-guard/credential-guard-object.ts'
export { OrgQuota } from './platform/limits/org-quota-object.ts'
export { GatehouseRpc } from './rpc.ts'

export default {
  fetch: app.fetch,
  queue: handleQueue,
  scheduled: handleScheduled,
} satisfies ExportedHandler<Env>
