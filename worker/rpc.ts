import { WorkerEntrypoint } from 'cloudflare:workers'
import { type Verdict, VerifyApiKey, type VerifyApiKeyInput } from '../contract/api-keys.ts'
import { PublishEventCall, type PublishedEvent } from '../contract/events.ts'
import { findKeys, HOLDS_A_KEY } from './features/api-keys/format/find-keys.ts'
import type { VerifiedCall } from './features/api-keys/verification/verified-call.ts'
import { verifyApiKey } from './features/api-keys/verification/verify.ts'
import { organizationExists, publishEvents } from './features/events/publish.ts'
import { boundTo, type Deps } from './platform/deps.ts'
import { configOf } from './platform/env.ts'
import { Refusal } from './platform/errors.ts'
import { newId } from './platform/lib/ids.ts'
import { plainJsonFault } from './platform/lib/json/plain-json.ts'
import { reportError } from './platform/lib/report.ts'
import { logCall } from './platform/request-log/log-call.ts'

/** What the log shows of a verified call whose backend does not tell what was called. */
const VERIFY = { endpoint: '/rpc/verifyKey', method: 'POST' }

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
    const fault = plainJsonFault(input)
    if (fault) return { ok: false, code: 'invalid', errors: [fault] }
    const parsed = VerifyApiKey.safeParse(input)
    if (!parsed.success) return invalidInput(parsed.error)
    const time = Date.now()
    try {
      const { verdict, log, unavailable } = await verifyApiKey(await this.#deps(time), null, parsed.data, VERIFY)
      if (unavailable) return { ok: false, code: 'unavailable', errors: [] }
      if (log) this.#log(log, time)
      return { ok: true, value: verdict }
    } catch (error) {
      reportError('verifyKey failed', error)
      return { ok: false, code: 'unavailable', errors: [] }
    }
  }

  /** Publishes an event for an organisation, as `POST /api/v1/events` does; live unless it names an environment. */
  async publishEvent(input: PublishEventCall): Promise<RpcAnswer<PublishedEvent>> {
    const fault = plainJsonFault(input)
    if (fault) return { ok: false, code: 'invalid', errors: [fault] }
    const parsed = PublishEventCall.safeParse(input)
    if (!parsed.success) return invalidInput(parsed.error)
    const { organizationId, idempotencyKey, validate, ...event } = parsed.data
    try {
      const deps = await this.#deps(Date.now())
      const keysIn = findKeys(deps.config, event).map((path) => ({ path, message: HOLDS_A_KEY }))
      if (keysIn.length > 0) return { ok: false, code: 'invalid', errors: keysIn }
      if (!(await organizationExists(deps.db, organizationId))) {
        return { ok: false, code: 'invalid', errors: [{ path: 'organizationId', message: 'is not known' }] }
      }
      const publisher = { type: 'system', organization: { id: organizationId, name: '', plan: '' } }
      const options = { validate, idempotencyKey: idempotencyKey ?? null, path: '' }
      const [value] = await publishEvents(deps, publisher, [event], options)
      return value ? { ok: true, value } : { ok: false, code: 'unavailable', errors: [] }
    } catch (error) {
      if (error instanceof Refusal && error.error.kind === 'invalid') {
        return { ok: false, code: 'invalid', errors: error.error.errors }
      }
      reportError('publishEvent failed', error)
      return { ok: false, code: 'unavailable', errors: [] }
    }
  }

  async #deps(now: number): Promise<Deps> {
    return {
      ...boundTo(this.env),
      config: configOf(this.env),
      now,
      waitUntil: (work) => this.ctx.waitUntil(work),
    }
  }

  #log(verified: VerifiedCall, time: number): void {
    const id = newId('log', time)
    const requestId = id.replace('log_', 'req_')
    logCall({ ...verified, id, requestId, time, durationMs: Date.now() - time }, this.env.REQUEST_LOGS, this.ctx)
  }
}

function invalidInput(error: { issues: { path: PropertyKey[]; message: string }[] }) {
  const errors = error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  return { ok: false as const, code: 'invalid' as const, errors }
}
