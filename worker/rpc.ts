import { WorkerEntrypoint } from 'cloudflare:workers'
import { type Verdict, VerifyApiKey, type VerifyApiKeyInput } from '../contract/api-keys.ts'
import { verifyApiKey } from './api-keys/verify.ts'
import { boundTo } from './deps.ts'
import { configOf } from './env.ts'
import { logCall } from './event-logs/log-call.ts'
import { reportError } from './lib/report.ts'

/** An answer, or why there is none: a call over a service binding carries results better than exceptions. */
export type RpcAnswer<T> =
  | { ok: true; value: T }
  | { ok: false; code: 'invalid' | 'unavailable'; errors: { path: string; message: string }[] }

/**
 * What other Workers of the same account may call through a service binding, with the shapes of the HTTP API:
 * `services = [{ binding = "GATEHOUSE", service = "gatehouse", entrypoint = "GatehouseRpc" }]`.
 * The binding is the credential: whoever deploys to the account may ask about keys of every organisation.
 */
export class GatehouseRpc extends WorkerEntrypoint<Env> {
  /** Whether a presented key is good, charging its limits; the verdict of `POST /api/v1/api-keys/verify`. */
  async verifyKey(input: VerifyApiKeyInput): Promise<RpcAnswer<Verdict>> {
    const parsed = VerifyApiKey.safeParse(input)
    if (!parsed.success) {
      const errors = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
      return { ok: false, code: 'invalid', errors }
    }
    const time = Date.now()
    try {
      const deps = {
        ...boundTo(this.env),
        config: await configOf(this.env),
        now: time,
        waitUntil: (work: Promise<unknown>) => this.ctx.waitUntil(work),
      }
      const { verdict, log, unavailable } = await verifyApiKey(deps, null, parsed.data)
      if (unavailable) return { ok: false, code: 'unavailable', errors: [] }
      if (log) this.#log(log, parsed.data.ip ?? null, time)
      return { ok: true, value: verdict }
    } catch (error) {
      reportError('verifyKey failed', error)
      return { ok: false, code: 'unavailable', errors: [] }
    }
  }

  #log(
    log: {
      organizationId: string
      keyId: string
      environment: 'live' | 'test'
      previousSecret: boolean
      status: number
    },
    ip: string | null,
    time: number,
  ): void {
    logCall(
      {
        ...log,
        time,
        type: 'auth',
        route: '/rpc/verifyKey',
        endpoint: '/rpc/verifyKey',
        method: 'POST',
        durationMs: Date.now() - time,
        ip,
        country: null,
        userAgent: null,
        requestId: crypto.randomUUID(),
      },
      this.env.REQUEST_LOGS,
      this.ctx,
    )
  }
}
