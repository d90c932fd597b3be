import { z } from 'zod'
import { Environment } from './api-keys.ts'
import { Instant, idOf, LimitState, pageOf } from './common.ts'
import { ROLES } from './scopes.ts'

export const Organization = z
  .strictObject({
    id: idOf('org', 'an organization'),
    name: z.string(),
    slug: z.string(),
    plan: z.enum(['free', 'standard', 'professional', 'business', 'enterprise']),
    createdAt: Instant,
  })
  .meta({ id: 'Organization' })
export type Organization = z.infer<typeof Organization>

/** Who is calling, what they may do, and what they have left. */
export const Me = z
  .strictObject({
    credential: z.strictObject({
      type: z.enum(['session', 'api_key', 'oauth_token']),
      id: z.string(),
      name: z.string(),
      environment: Environment.nullable(),
    }),
    user: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
    role: z.enum(ROLES).nullable(),
    scopes: z.array(z.string()),
    organization: z.strictObject({ id: z.string(), name: z.string(), plan: z.string() }),
    limits: z.array(LimitState),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

export const SetupState = z.strictObject({ needed: z.boolean() }).meta({ id: 'SetupState' })

export const Email = z.email('must be an email address').max(254).toLowerCase()
export const Password = z.string().min(10, 'must be at least 10 characters').max(128, 'must be at most 128 characters')

/** First-run setup: it works once, for whoever holds the setup code. */
export const Setup = z
  .strictObject({
    setupToken: z.string().min(1, 'must not be empty').max(256),
    organizationName: z.string().trim().min(1, 'must not be empty').max(100),
    name: z.string().trim().min(1, 'must not be empty').max(100),
    email: Email,
    password: Password,
  })
  .meta({ id: 'Setup' })
export type Setup = z.infer<typeof Setup>

export const SetupDone = z
  .strictObject({ userId: z.string(), organizationId: z.string(), email: z.string() })
  .meta({ id: 'SetupDone' })

export const Session = z
  .strictObject({
    id: z.string(),
    current: z.boolean(),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    createdAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>
export const SessionPage = pageOf(Session).meta({ id: 'SessionPage' })

export const Member = z
  .strictObject({
    id: z.string(),
    userId: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    createdAt: Instant,
  })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof Member>
export const MemberPage = pageOf(Member).meta({ id: 'MemberPage' })

export const SignIn = z
  .strictObject({ email: Email, password: z.string().min(1, 'must not be empty').max(128) })
  .meta({ id: 'SignIn' })
export const SignedIn = z.strictObject({ signedIn: z.literal(true) }).meta({ id: 'SignedIn' })

/** Local development only: a key for the first call. */
export const LocalKey = z
  .strictObject({
    setupToken: z.string().min(1).max(256),
    name: z.string().trim().min(1).max(100),
    replace: z.boolean().default(false),
  })
  .meta({ id: 'LocalKey' })
