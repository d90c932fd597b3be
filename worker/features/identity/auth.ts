import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import type { Database } from '../../platform/db/client.ts'
import type { Config } from '../../platform/env.ts'
import { type IdPrefix, newId } from '../../platform/lib/ids.ts'
import { hashingSessionTokens } from './session-token-hash.ts'
import { authTables } from './store.ts'

// Import this only through load-auth.ts: it loads over 400 KB of code that API calls never need.

const DAY_S = 24 * 3600
const PREFIXES: Record<string, IdPrefix> = { user: 'usr', session: 'ses', account: 'acc', verification: 'vrf' }

/**
 * Configures sign-in and sessions on our tables. Organizations and members are not managed by the library: each change
 * of theirs needs an audit row.
 */
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
      // A __Host- cookie requires https; plain http exists only on loopback.
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
    // Our own limit is exact and works across isolates: see sign-in-gate-object.ts.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  })
}

export type Auth = ReturnType<typeof createAuth>
