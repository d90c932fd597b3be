import { apiKeyCredentials } from '../../worker/features/api-keys/guard/key-guard.ts'
import { verifyApiKey } from '../../worker/features/api-keys/verification/verify.ts'
import { EVERY_ORGANIZATION, systemActor } from '../../worker/platform/auth/actor.ts'
import { installCredentialKinds } from '../../worker/platform/credential-guard/credential-kind.ts'
import { boundTo } from '../../worker/platform/deps.ts'
import { configOf } from '../../worker/platform/env.ts'

export { CredentialGuard } from '../../worker/platform/credential-guard/credential-guard-object.ts'
export { OrgQuota } from '../../worker/platform/limits/org-quota-object.ts'

installCredentialKinds([apiKeyCredentials])

/** What the log would show; nothing is logged here. */
const VERIFY = { endpoint: '/verify', method: 'POST' }

const VERIFIER = systemActor('Benchmark', EVERY_ORGANIZATION, ['api-keys:verify'])

/**
 * The engine alone: verifies the key of a call with the product's own code, and answers as shortly as the baselines. No
 * routes, no headers, no log.
 */
export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    const key = request.headers.get('authorization')?.slice('Bearer '.length) ?? ''
    const deps = {
      ...boundTo(env),
      config: await configOf(env),
      now: Date.now(),
      waitUntil: (work: Promise<unknown>) => ctx.waitUntil(work),
    }
    const { verdict } = await verifyApiKey(deps, VERIFIER, { key, scopes: [], cost: 1, explain: false }, VERIFY)
    return new Response(verdict.code, { status: verdict.valid ? 200 : 401 })
  },
}
