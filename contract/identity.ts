import { z } from 'zod'
import { Environment, RateLimit } from './api-keys.ts'
import { RedactNames } from './capture.ts'
import { Instant, idOf, LimitState, pageOf } from './common.ts'
import { PLAN_NAMES } from './plans.ts'
import { ROLES } from './scopes.ts'

const days = (max: number, min = 1) =>
  z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`)

const organizationSettings = {
  name: z.string().trim().min(1, 'must not be empty').max(100, 'must be at most 100 characters'),
  timeZone: z
    .string()
    .max(64)
    .refine(isTimeZone, 'must be a time zone such as Europe/Berlin')
    .meta({ example: 'Europe/Berlin' }),
  plan: z.enum(PLAN_NAMES),
  /** Of an enterprise plan alone. */
  planLimits: RateLimit.meta({ description: 'The figures of an enterprise plan; the other plans have their own.' }),
  keysInQuery: z.boolean().meta({
    description:
      'Whether a key may also be presented as ?api_key=. Addresses are kept in histories, logs and referrers, so this is off unless a sender can do nothing else.',
  }),
  leakAction: z
    .enum(['disable', 'flag'])
    .meta({ description: 'What happens to a key that a scanner reports as public.' }),
  captureBodies: z.boolean().meta({
    description:
      'Whether the log keeps headers and bodies of calls, secrets taken out and each cut off at 16 KB. A key may say otherwise.',
  }),
  redactNames: RedactNames,
  unusedAfterDays: days(365),
  rotationReminderDays: days(730).nullable(),
  expiryWarningDays: days(90),
  alertEmail: z.email('must be an email address').max(254).nullable(),
  logRetentionDays: days(730).meta({
    description: 'Days that entries of the event log are kept, with what they captured.',
  }),
  deliveryRetentionDays: days(365).meta({
    description:
      'Days that events are kept, with their deliveries and attempts. One that is still to be delivered stays.',
  }),
  auditRetentionDays: days(3650, 30).meta({ description: 'Days that the audit log is kept.' }),
  archiveLogs: z.boolean().meta({
    description:
      'Whether what is over is put into an archive before it is removed. Where no bucket is bound to hold archives, nothing is removed.',
  }),
}

export const Organization = z
  .strictObject({
    id: idOf('org', 'an organization'),
    slug: z.string(),
    createdAt: Instant,
    ...organizationSettings,
    planLimits: z.strictObject({
      perMinute: z.int().nullable(),
      perHour: z.int().nullable(),
      perDay: z.int().nullable(),
    }),
  })
  .meta({ id: 'Organization' })
export type Organization = z.infer<typeof Organization>

/** Changes what it names and nothing else. */
export const UpdateOrganization = z
  .strictObject(organizationSettings)
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change')
  .refine((change) => !change.planLimits || change.plan === undefined || change.plan === 'enterprise', {
    path: ['planLimits'],
    message: 'belong to the enterprise plan: the other plans have their own',
  })
  .meta({ id: 'UpdateOrganization' })
export type UpdateOrganization = z.infer<typeof UpdateOrganization>

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
    credits: z.int().nullable().meta({ description: "What is left of the key's credits; null when it has none." }),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

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
