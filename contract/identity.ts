import { z } from 'zod'
import { Environment, RateLimit } from './api-keys.ts'
import { RedactNames } from './capture.ts'
import { MAX_NAME } from './common.data.ts'
import { Instant, idOf, LimitState, pageOf } from './common.ts'
import { LEAK_ACTIONS, PASSWORD_LENGTH, SETTING_DAYS } from './identity.data.ts'
import { TimeZone } from './instant.ts'
import { PLAN_NAMES } from './plan-names.data.ts'
import { ROLES } from './roles.data.ts'

const days = ({ min, max }: { min: number; max: number }) =>
  z.int('must be a whole number').min(min, `must be at least ${min}`).max(max, `must be at most ${max}`)

const organizationSettings = {
  name: z.string().trim().min(1, 'must not be empty').max(MAX_NAME, `must be at most ${MAX_NAME} characters`),
  timeZone: TimeZone,
  plan: z.enum(PLAN_NAMES),
  /** Only for an enterprise plan. */
  planLimits: RateLimit.meta({ description: 'The figures of an enterprise plan; the other plans have their own.' }),
  keysInQuery: z.boolean().meta({
    description:
      'Whether a key may also be presented as ?api_key=. Addresses are kept in histories, logs and referrers, so this is off unless a sender can do nothing else.',
  }),
  leakAction: z.enum(LEAK_ACTIONS).meta({ description: 'What happens to a key that a scanner reports as public.' }),
  captureBodies: z.boolean().meta({
    description:
      'Whether the log keeps headers and bodies of calls, secrets taken out and each cut off at 16 KB. A key may say otherwise.',
  }),
  redactNames: RedactNames,
  unusedAfterDays: days(SETTING_DAYS.unusedAfterDays),
  rotationReminderDays: days(SETTING_DAYS.rotationReminderDays).nullable(),
  expiryWarningDays: days(SETTING_DAYS.expiryWarningDays),
  alertEmail: z.email('must be an email address').max(254).nullable(),
  logRetentionDays: days(SETTING_DAYS.logRetentionDays).meta({
    description: 'Days that entries of the event log are kept, with what they captured.',
  }),
  deliveryRetentionDays: days(SETTING_DAYS.deliveryRetentionDays).meta({
    description:
      'Days that events are kept, with their deliveries and attempts. One that is still to be delivered stays.',
  }),
  auditRetentionDays: days(SETTING_DAYS.auditRetentionDays).meta({ description: 'Days that the audit log is kept.' }),
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

/** Changes only the given settings. */
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

/** The caller, its permissions, and its remaining limits. */
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

export const SetupState = z.strictObject({ needed: z.boolean() }).meta({ id: 'SetupState' })

export const Email = z.email('must be an email address').max(254).toLowerCase()
export const Password = z
  .string()
  .min(PASSWORD_LENGTH.min, `must be at least ${PASSWORD_LENGTH.min} characters`)
  .max(PASSWORD_LENGTH.max, `must be at most ${PASSWORD_LENGTH.max} characters`)

/** First-run setup: it works once, with the setup code. */
export const Setup = z
  .strictObject({
    setupToken: z.string().min(1, 'must not be empty').max(256),
    organizationName: z.string().trim().min(1, 'must not be empty').max(MAX_NAME),
    name: z.string().trim().min(1, 'must not be empty').max(MAX_NAME),
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
  .strictObject({ email: Email, password: z.string().min(1, 'must not be empty').max(PASSWORD_LENGTH.max) })
  .meta({ id: 'SignIn' })
export const SignedIn = z.strictObject({ signedIn: z.literal(true) }).meta({ id: 'SignedIn' })

/** Local development only: a key for the first call. */
export const LocalKey = z
  .strictObject({
    setupToken: z.string().min(1).max(256),
    name: z.string().trim().min(1).max(MAX_NAME),
    replace: z.boolean().default(false),
  })
  .meta({ id: 'LocalKey' })
