import { apiKey } from '@better-auth/api-key'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'

/**
 * A peer: better-auth with its API key plugin, on its own D1, used as its manual says. docs/benchmarks.md says what it
 * checks and counts.
 */

type PeerEnv = { DB: D1Database }

const DAY_MS = 86_400_000

const optionsOn = (env: PeerEnv) => ({
  baseURL: 'http://peer.example',
  secret: 'a secret of the peer, for one run on loopback',
  database: env.DB,
  // As for our own keys, so high that no call of a run is denied.
  plugins: [apiKey({ rateLimit: { enabled: true, timeWindow: DAY_MS, maxRequests: 1_000_000_000 } })],
  telemetry: { enabled: false },
})

// One instance per isolate: creating it costs more than a call.
let auth: ReturnType<typeof betterAuth<ReturnType<typeof optionsOn>>> | undefined
const authOf = (env: PeerEnv) => {
  auth ??= betterAuth(optionsOn(env))
  return auth
}

/** Creates its tables, a user, and a key of that user; returns the key. */
export const Setup = {
  async fetch(_request: Request, env: PeerEnv): Promise<Response> {
    const { runMigrations } = await getMigrations(optionsOn(env))
    await runMigrations()
    const { api, $context } = authOf(env)
    const { internalAdapter } = await $context
    const user = await internalAdapter.createUser({ name: 'Bench', email: 'bench@peer.example' }, { method: 'admin' })
    const { key } = await api.createApiKey({ body: { userId: user.id, name: 'Bench' } })
    return Response.json({ key })
  },
}

/** Verifies the key of a call, counts it against its rate limit, and answers with the verdict. */
export const Verify = {
  async fetch(request: Request, env: PeerEnv): Promise<Response> {
    const key = request.headers.get('authorization')?.slice('Bearer '.length) ?? ''
    const verdict = await authOf(env).api.verifyApiKey({ body: { key } })
    return Response.json(verdict, { status: verdict.valid ? 200 : 401 })
  },
}

export default Verify
