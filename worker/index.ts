import { app } from './app.ts'
import { handleQueue } from './queue.ts'
import { handleScheduled } from './scheduled.ts'

export { KeyGuard } from './api-keys/key-guard-object.ts'
export { LiveFeed } from './event-logs/live-feed-object.ts'
export { SignInGate } from './identity/sign-in-gate-object.ts'
export { OrgQuota } from './limits/org-quota-object.ts'
export { GatehouseRpc } from './rpc.ts'
export { EndpointGate } from './webhooks/endpoint-gate-object.ts'

export default {
  fetch: app.fetch,
  queue: handleQueue,
  scheduled: handleScheduled,
} satisfies ExportedHandler<Env>
