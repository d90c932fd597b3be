import { WorkerEntrypoint } from 'cloudflare:workers'
import { FEATURES, type RpcMethods } from './features.ts'
import { boundTo } from './platform/deps.ts'
import { configOf } from './platform/env.ts'
import { newId } from './platform/lib/ids.ts'
import { logCall } from './platform/request-log/log-call.ts'
import { callMethod, type RpcContext, type RpcInterface } from './platform/rpc/method.ts'

type Caller = { env: Env; ctx: ExecutionContext }

/** What a method works with. The call is timed from this moment. */
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

// Another Worker can call only what is on the prototype.
for (const [name, method] of FEATURES.flatMap(({ rpc }) => Object.entries(rpc ?? {}))) {
  Object.defineProperty(Methods.prototype, name, {
    value(this: Caller, input: unknown) {
      return callMethod(name, method, input, () => contextOf(this))
    },
  })
}

/**
 * What other Workers of the same account may call through a service binding, with the shapes of the HTTP API:
 * `services = [{ binding = "GATEHOUSE", service = "gatehouse", entrypoint = "GatehouseRpc" }]`.
 * The binding is the credential: whoever deploys to the account may call it for every organization. The methods come from
 * the manifests of the features.
 */
export const GatehouseRpc = Methods as unknown as new (
  ctx: ExecutionContext,
  env: Env,
) => WorkerEntrypoint<Env> & RpcInterface<RpcMethods>
