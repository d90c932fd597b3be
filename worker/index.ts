import { handleFetch } from './fetch.ts'
import { loadOnce } from './platform/lib/load-once.ts'
import { handleQueue } from './queue.ts'

export { LiveFeed } from './features/event-logs/live/live-feed-object.ts'
export { RouteGate } from './features/gateway/gate/route-gate-object.ts'
export { SignInGate } from './features/identity/sign-in-gate-object.ts'
export { EndpointGate } from './features/webhooks/delivery/endpoint-gate/endpoint-gate-object.ts'
export { CredentialGuard } from './platform/credential-guard/credential-guard-object.ts'
export { OrgQuota } from './platform/limits/org-quota-object.ts'
export { GatehouseRpc } from './rpc.ts'

const schedule = loadOnce(() => import('./scheduled.ts'))

export default {
  fetch: handleFetch,
  queue: handleQueue,
  scheduled: async (controller, env, ctx) => {
    const { handleScheduled } = await schedule()
    await handleScheduled(controller, env, ctx)
  },
} satisfies ExportedHandler<Env>
