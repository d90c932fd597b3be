import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import type { Database } from '../../platform/db/client.ts'
import type { Config } from '../../platform/env.ts'
import { type IdPrefix, newId } from '../../platform/lib/ids.ts'
import { hashingSessionTokens } from './session-token-hash.ts'
import { authTables } from './store.ts'

// Loaded only through lazy.ts: with it come over 400 KB of code that the hot path never needs.

const DAY_S = 24 * 3600
const PREFIXES: Record<string, IdPrefix> = { user: 'usr', session: 'ses', account: 'acc', verification: 'vrf' }

/** Sign-in and sessions, on our tables. Organizations and members are ours: their changes need an audit row each. */
export function createAuth(db: Database, config: Config, origin: string) {
  const secure = origin.startsWith('https:')
  return betterAuth({
    appName: 'Gatehouse',
    baseURL: origin,
    basePath: '/api/auth',
    secret: config.authSecret,
    database: hashingSessionTokens(drizzleAdapter(db, { provider: 'sqlite', schema: authTables })),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    session: {
      expiresIn: 7 * DAY_S,
      updateAge: DAY_S,
      additionalFields: { activeOrganizationId: { type: 'string', required: false, input: false } },
    },
    advanced: {
      // A __Host- cookie needs https; plain http exists on loopback alone.
      useSecureCookies: false,
      cookies: {
        session_token: {
          name: secure ? '__Host-gatehouse.session' : 'gatehouse.session',
          attributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
        },
      },
      database: {
        validateSchema: false,
        generateId: ({ model }) => newId(PREFIXES[model] ?? 'vrf', Date.now()),
      },
      ipAddress: { ipAddressHeaders: ['cf-connecting-ip'] },
    },
    // Ours is exact and holds across isolates: sign-in-gate-object.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  })
}

export type Auth = ReturnType<typeof createAuth>
