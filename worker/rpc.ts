import { WorkerEntrypoint } from 'cloudflare:workers'
import { FEATURES, type RpcMethods } from './features.ts'
import { boundTo } from './platform/deps.ts'
import { configOf } from './platform/env.ts'
import { newId } from './platform/lib/ids.ts'
import { loadOnce } from './platform/lib/load-once.ts'
import { logCall } from './platform/request-log/log-call.ts'
import { callMethod, type RpcContext, type RpcInterface } from './platform/rpc/method.ts'

type Caller = { env: Env; ctx: ExecutionContext }

/** The context of a method. The call is timed from this moment. */
function contextOf({ env, ctx }: Caller): RpcContext {
  const time = Date.now()
  return {
    deps: { ...boundTo(env), config: configOf(env), now: time, waitUntil: (work) => ctx.waitUntil(work) },
    log: (verified) => {
      const id = newId('log', time)
      const requestId = id.replace('log_', 'req_')
      logCall({ ...verified, id, requestId, time, durationMs: Date.now() - time }, env.REQUEST_LOGS, ctx)
    },
  }
}

class Methods extends WorkerEntrypoint<Env> {}

// RPC exposes only what is on the prototype.
for (const [name, load] of FEATURES.flatMap(({ rpc }) => Object.entries(rpc ?? {}))) {
  const method = loadOnce(load)
  Object.defineProperty(Methods.prototype, name, {
    async value(this: Caller, input: unknown) {
      return callMethod(name, await method(), input, () => contextOf(this))
    },
  })
}

/**
 * The methods that other Workers of the same account can call through a service binding, with the schemas of the HTTP
 * API: `services = [{ binding = "GATEHOUSE", service = "gatehouse", entrypoint = "GatehouseRpc" }]`. The binding is the
 * credential: a Worker that is deployed to the account may call it for every organization. The methods come from the
 * manifests of the features.
 */
export const GatehouseRpc = Methods as unknown as new (
  ctx: ExecutionContext,
  env: Env,
) => WorkerEntrypoint<Env> & RpcInterface<RpcMethods>
