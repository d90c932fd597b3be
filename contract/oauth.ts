import { z } from 'zod'
import {
  ChangedRateLimit,
  Environment,
  KeyUsage,
  NamedEnvironment,
  NewEnvironment,
  RateLimit,
  Scope,
} from './api-keys.ts'
import { MAX_DESCRIPTION, MAX_NAME, MAX_SEARCH } from './common.data.ts'
import { Cursor, Instant, idOf, Json, line, pageOf, pageSize, paragraph, unique } from './common.ts'
import {
  MAX_APP_KEY,
  MAX_APP_KEYS,
  MAX_APP_SCOPES,
  MAX_REDIRECT_URIS,
  MAX_SUBJECT,
  OAUTH_APP_SOURCES,
  OAUTH_APP_STATUSES,
  OAUTH_APP_TYPES,
  OAUTH_GRANT_TYPES,
  OAUTH_MAX_DAYS,
  OAUTH_OVERLAP_SECONDS,
  OAUTH_SUBJECT_TYPES,
  OAUTH_TOKEN_KINDS,
  redirectUriProblem,
} from './oauth.data.ts'

export const OAuthAppId = idOf('app', 'an OAuth app')
export const OAuthGrantId = idOf('gnt', 'a grant')
export const OAuthTokenId = idOf('tok', 'a token')

export const RedirectUri = z
  .string()
  .min(1, 'must not be empty')
  .superRefine((text, context) => {
    const message = redirectUriProblem(text)
    if (message !== null) context.addIssue({ code: 'custom', message })
  })
  .meta({ example: 'https://app.example.com/callback' })

export const WebUrl = z
  .url({ protocol: /^https?$/, error: 'must be a URL that begins with https://' })
  .max(500, 'must be at most 500 characters')

/** Members of a JWK that only its owner has (RFC 7518, section 6). */
const PRIVATE_PARTS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']
const partsOf = (kty: 'RSA' | 'EC' | 'OKP') =>
  kty === 'RSA' ? ['n', 'e'] : kty === 'EC' ? ['crv', 'x', 'y'] : ['crv', 'x']

/** An own key of an app, with which it proves who it is (RFC 7523). Only public parts. */
export const PublicKey = z
  .object({ kty: z.enum(['RSA', 'EC', 'OKP']) })
  .catchall(Json)
  .refine(
    (key) => PRIVATE_PARTS.every((part) => !(part in key)),
    'must be a public key: this one contains a private part',
  )
  .refine((key) => partsOf(key.kty).every((part) => typeof key[part] === 'string'), 'is not a complete JWK')
  .refine((key) => JSON.stringify(key).length <= MAX_APP_KEY, `must be at most ${MAX_APP_KEY} characters`)

const settings = {
  name: line(MAX_NAME),
  description: paragraph(MAX_DESCRIPTION),
  redirectUris: z
    .array(RedirectUri)
    .max(MAX_REDIRECT_URIS, `must be at most ${MAX_REDIRECT_URIS}`)
    .refine(unique, 'must not name a URI twice')
    .meta({
      description:
        'Where the browser may return to; compared exactly. For localhost, 127.0.0.1 and [::1] any port is allowed. Required for `authorization_code`.',
    }),
  scopes: z
    .array(Scope)
    .min(1, 'choose at least one scope')
    .max(MAX_APP_SCOPES, `must be at most ${MAX_APP_SCOPES}`)
    .refine(unique, 'must not name a scope twice')
    .meta({ description: 'All that the app may ever ask for. You can only choose what you hold yourself.' }),
  websiteUrl: WebUrl.nullable(),
  privacyPolicyUrl: WebUrl.nullable(),
  logoUrl: WebUrl.nullable().meta({ description: 'A square picture. It is shown to members, never fetched by us.' }),
  grantTypes: z
    .array(z.enum(OAUTH_GRANT_TYPES))
    .min(1, 'choose at least one')
    .refine(unique, 'must not name one twice')
    .meta({ description: 'A public app cannot use `client_credentials`.' }),
  requirePkce: z.boolean().meta({ description: 'Always on for public apps.' }),
  verified: z.boolean().meta({ description: 'The organization vouches for the app. Only a member can set this.' }),
  rateLimit: RateLimit,
  maxDays: z
    .int('must be a whole number')
    .min(OAUTH_MAX_DAYS.min, `must be at least ${OAUTH_MAX_DAYS.min}`)
    .max(OAUTH_MAX_DAYS.max, `must be at most ${OAUTH_MAX_DAYS.max}`)
    .meta({ description: 'After so many days a user has to allow the app again, however often it was refreshed.' }),
  publicKeys: z
    .array(PublicKey)
    .max(MAX_APP_KEYS, `must be at most ${MAX_APP_KEYS}`)
    .meta({ description: 'With keys, the app signs its requests (`private_key_jwt`); its secret is accepted too.' }),
}

const rules = (input: {
  type?: string | undefined
  grantTypes?: string[] | undefined
  redirectUris?: string[] | undefined
  requirePkce?: boolean | undefined
}) => {
  const { type, grantTypes = ['authorization_code'], redirectUris = [], requirePkce = true } = input
  if (type === 'public' && grantTypes.includes('client_credentials')) {
    return { path: ['grantTypes'], message: 'must not contain client_credentials: a public app has no secret' }
  }
  if (grantTypes.includes('authorization_code') && redirectUris.length === 0) {
    return { path: ['redirectUris'], message: 'is required for authorization_code' }
  }
  return type === 'public' && !requirePkce ? { path: ['requirePkce'], message: 'must be true for a public app' } : null
}

/** What cannot stand together in the settings of an app; null: nothing. */
export const oauthAppProblem = rules

export const CreateOAuthApp = z
  .strictObject({
    name: settings.name,
    description: settings.description.default(''),
    type: z.enum(OAUTH_APP_TYPES).default('confidential'),
    environment: NewEnvironment,
    redirectUris: settings.redirectUris.default([]),
    scopes: settings.scopes,
    websiteUrl: settings.websiteUrl.default(null),
    privacyPolicyUrl: settings.privacyPolicyUrl.default(null),
    logoUrl: settings.logoUrl.default(null),
    grantTypes: settings.grantTypes.default(['authorization_code']),
    requirePkce: settings.requirePkce.default(true),
    verified: settings.verified.default(false),
    rateLimit: settings.rateLimit.default({ perMinute: null, perHour: null, perDay: null }),
    maxDays: settings.maxDays.default(OAUTH_MAX_DAYS.default),
    publicKeys: settings.publicKeys.default([]),
  })
  .superRefine((input, context) => {
    const problem = rules(input)
    if (problem) context.addIssue({ code: 'custom', ...problem })
  })
  .meta({ id: 'CreateOAuthApp' })
export type CreateOAuthApp = z.infer<typeof CreateOAuthApp>
export type CreateOAuthAppInput = z.input<typeof CreateOAuthApp>

/** Changes only what is given. Type, environment and client ID stay. */
export const UpdateOAuthApp = z
  .strictObject({ ...settings, rateLimit: ChangedRateLimit })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change')
  .meta({ id: 'UpdateOAuthApp' })
export type UpdateOAuthApp = z.infer<typeof UpdateOAuthApp>

const Subject = z
  .strictObject({ type: z.enum(OAUTH_SUBJECT_TYPES), id: z.string(), name: z.string() })
  .meta({ id: 'OAuthSubject' })
export type OAuthSubject = z.infer<typeof Subject>

const Limits = z.strictObject({
  perMinute: z.int().nullable(),
  perHour: z.int().nullable(),
  perDay: z.int().nullable(),
})

export const OAuthApp = z
  .strictObject({
    id: OAuthAppId,
    clientId: z.string().meta({ description: 'For an app with a metadata document: the URL of that document.' }),
    name: z.string(),
    description: z.string(),
    type: z.enum(OAUTH_APP_TYPES),
    source: z.enum(OAUTH_APP_SOURCES),
    environment: Environment,
    status: z.enum(OAUTH_APP_STATUSES),
    redirectUris: z.array(z.string()),
    scopes: z.array(z.string()),
    grantTypes: z.array(z.enum(OAUTH_GRANT_TYPES)),
    requirePkce: z.boolean(),
    verified: z.boolean(),
    websiteUrl: z.string().nullable(),
    privacyPolicyUrl: z.string().nullable(),
    logoUrl: z.string().nullable(),
    rateLimit: Limits.meta({ description: 'For each grant by itself.' }),
    maxDays: z.int(),
    publicKeys: z.array(z.object({ kty: z.string() }).catchall(Json)),
    secret: z
      .strictObject({
        masked: z.string(),
        rotatedAt: Instant.nullable(),
        previousUntil: Instant.nullable().meta({ description: 'The secret before is accepted until then.' }),
      })
      .nullable()
      .meta({ description: 'Null: a public app. The secret itself is shown once.' }),
    activeGrants: z.int().nullable().meta({ description: 'Only where one app is read.' }),
    lastUsedAt: Instant.nullable(),
    createdAt: Instant,
    createdBy: z.string().nullable(),
  })
  .meta({ id: 'OAuthApp' })
export type OAuthApp = z.infer<typeof OAuthApp>
export const OAuthAppPage = pageOf(OAuthApp).meta({ id: 'OAuthAppPage' })

/** With its secret, after creation and rotation alone; null for a public app. */
export const OAuthAppWithSecret = z
  .strictObject({ ...OAuthApp.shape, secret: z.string().nullable() })
  .meta({ id: 'OAuthAppWithSecret' })
export type OAuthAppWithSecret = z.infer<typeof OAuthAppWithSecret>

/** The calls with the tokens of one app over hours, or whole days in the organization's time zone, from rollups only. */
export const OAuthAppUsage = KeyUsage.omit({ limits: true, rotation: true }).meta({ id: 'OAuthAppUsage' })
export type OAuthAppUsage = z.infer<typeof OAuthAppUsage>

export const ListOAuthApps = z.strictObject({
  limit: pageSize(20),
  cursor: Cursor,
  environment: NamedEnvironment,
  status: z.enum(OAUTH_APP_STATUSES).optional(),
  type: z.enum(OAUTH_APP_TYPES).optional(),
  source: z.enum(OAUTH_APP_SOURCES).optional(),
  search: z.string().trim().max(MAX_SEARCH).optional().meta({ description: 'Text in the name or the client ID.' }),
})
export type ListOAuthApps = z.infer<typeof ListOAuthApps>

export const RotateOAuthSecret = z
  .strictObject({
    overlapSeconds: z
      .int('must be a whole number')
      .min(0, 'must be at least 0')
      .max(OAUTH_OVERLAP_SECONDS.max, `must be at most ${OAUTH_OVERLAP_SECONDS.max}`)
      .default(OAUTH_OVERLAP_SECONDS.default)
      .meta({ description: 'How long the secret before is still accepted; 0: it ends at once.' }),
  })
  .meta({ id: 'RotateOAuthSecret' })
export type RotateOAuthSecret = z.infer<typeof RotateOAuthSecret>

/** What somebody allowed an app. */
export const OAuthGrant = z
  .strictObject({
    id: OAuthGrantId,
    appId: OAuthAppId,
    app: z.strictObject({
      name: z.string(),
      clientId: z.string(),
      logoUrl: z.string().nullable(),
      websiteUrl: z.string().nullable(),
      verified: z.boolean(),
    }),
    subject: Subject,
    environment: Environment,
    status: z.enum(['active', 'revoked']),
    scopes: z.array(z.string()),
    createdAt: Instant,
    lastAllowedAt: Instant.meta({ description: 'When it was last allowed, perhaps with more scopes.' }),
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
    revokedBy: z.string().nullable(),
  })
  .meta({ id: 'OAuthGrant' })
export type OAuthGrant = z.infer<typeof OAuthGrant>
export const OAuthGrantPage = pageOf(OAuthGrant).meta({ id: 'OAuthGrantPage' })

export const ListOAuthGrants = z.strictObject({
  limit: pageSize(20),
  cursor: Cursor,
  environment: NamedEnvironment,
  status: z.enum(['active', 'revoked']).optional(),
  subject: z
    .string()
    .min(1)
    .max(MAX_SUBJECT)
    .optional()
    .meta({ description: 'The id of a subject, or text in its name.' }),
  scope: Scope.optional(),
})
export type ListOAuthGrants = z.infer<typeof ListOAuthGrants>

/** Of the signed-in person. */
export const ListOwnGrants = ListOAuthGrants.pick({ limit: true, cursor: true, environment: true })
export type ListOwnGrants = z.infer<typeof ListOwnGrants>

/** A token that is valid. A refresh token stands for one sign-in of the app: its value changes with each use. */
export const OAuthToken = z
  .strictObject({
    id: OAuthTokenId,
    kind: z.enum(OAUTH_TOKEN_KINDS),
    grantId: OAuthGrantId,
    subject: Subject,
    scopes: z.array(z.string()),
    resource: z.string().nullable().meta({ description: 'The only resource it is for (RFC 8707); null: all.' }),
    environment: Environment,
    createdAt: Instant,
    lastUsedAt: Instant.nullable().meta({ description: 'Of a refresh token: when it was last exchanged.' }),
    expiresAt: Instant,
  })
  .meta({ id: 'OAuthToken' })
export type OAuthToken = z.infer<typeof OAuthToken>
export const OAuthTokenPage = pageOf(OAuthToken).meta({ id: 'OAuthTokenPage' })

export const ListOAuthTokens = z.strictObject({
  limit: pageSize(20),
  cursor: Cursor,
  environment: NamedEnvironment,
  subject: z
    .string()
    .min(1)
    .max(MAX_SUBJECT)
    .optional()
    .meta({ description: 'The id of a subject, or text in its name.' }),
  grantId: OAuthGrantId.optional(),
})
export type ListOAuthTokens = z.infer<typeof ListOAuthTokens>

/** Whose tokens are revoked; without `subject`: those of everybody. */
export const RevokeOAuthTokens = z.strictObject({
  environment: NamedEnvironment,
  subject: z.string().min(1).max(MAX_SUBJECT).optional().meta({ description: 'The id of a subject.' }),
})

export const OAuthRevoked = z
  .strictObject({ revoked: z.int().meta({ description: 'How many grants ended.' }) })
  .meta({ id: 'OAuthRevoked' })

/** An authorization that waits for somebody to allow it. */
export const OAuthAuthorization = z
  .strictObject({
    app: z.strictObject({
      id: OAuthAppId.nullable().meta({ description: 'Null: an app that nobody here has allowed yet.' }),
      clientId: z.string(),
      name: z.string(),
      description: z.string(),
      logoUrl: z.string().nullable(),
      websiteUrl: z.string().nullable(),
      privacyPolicyUrl: z.string().nullable(),
      verified: z.boolean(),
      source: z.enum(OAUTH_APP_SOURCES),
      createdBy: z.string().nullable(),
      environment: Environment,
    }),
    organization: z.strictObject({ id: z.string(), name: z.string() }),
    subject: z
      .strictObject({ type: z.enum(['person', 'external']), name: z.string(), email: z.string().nullable() })
      .nullable(),
    scopes: z.array(
      z.strictObject({
        scope: z.string(),
        label: z.string(),
        description: z.string(),
        held: z.boolean().meta({ description: 'False: who is asked does not hold it, so it cannot be allowed.' }),
      }),
    ),
    resource: z.string().nullable(),
    returnsTo: z
      .string()
      .meta({ description: 'The host, or the scheme of a native app, that the browser returns to.' }),
    expiresAt: Instant,
    lastsDays: z.int().meta({ description: 'After so many days the app has to ask again.' }),
    mustAsk: z.boolean().meta({ description: 'False: the same was allowed before, so no question is needed.' }),
    mustSignIn: z.boolean().meta({
      description:
        'The app wants the user to sign in again first. For users of your product, your page has to see to it.',
    }),
    loginHint: z.string().nullable(),
  })
  .meta({ id: 'OAuthAuthorization' })
export type OAuthAuthorization = z.infer<typeof OAuthAuthorization>

export const AcceptOAuthAuthorization = z
  .strictObject({
    subject: z
      .string()
      .min(1, 'must not be empty')
      .max(MAX_SUBJECT, `must be at most ${MAX_SUBJECT} characters`)
      .optional()
      .meta({ description: 'The id of the user in your product. Required of a key; a person accepts for themselves.' }),
    subjectName: line(MAX_NAME).optional().meta({ description: 'How lists show that user.' }),
    scopes: z
      .array(Scope)
      .min(1, 'choose at least one scope')
      .max(MAX_APP_SCOPES)
      .optional()
      .meta({ description: 'Fewer than were asked for; left out: all of them that can be allowed.' }),
  })
  .meta({ id: 'AcceptOAuthAuthorization' })
export type AcceptOAuthAuthorization = z.infer<typeof AcceptOAuthAuthorization>

/** What a user of the host product allows on our consent page. */
export const AcceptOAuthConsent = AcceptOAuthAuthorization.pick({ scopes: true }).meta({ id: 'AcceptOAuthConsent' })
export type AcceptOAuthConsent = z.infer<typeof AcceptOAuthConsent>

export const RejectOAuthAuthorization = z
  .strictObject({ reason: line(200).optional() })
  .meta({ id: 'RejectOAuthAuthorization' })

/** Where to send the browser now. */
export const OAuthRedirect = z.strictObject({ redirectTo: z.string() }).meta({ id: 'OAuthRedirect' })
export type OAuthRedirect = z.infer<typeof OAuthRedirect>

/** How members allow apps, for the whole organization. */
export const OAuthSettings = z
  .strictObject({
    loginUrl: WebUrl.nullable().meta({
      description:
        'A page of your product that signs your users in: it gets `?challenge=`. Null: members sign in here.',
    }),
    consent: z.enum(['gatehouse', 'host']).meta({ description: 'Who asks for consent after the hand-off.' }),
    registration: z.boolean().meta({ description: 'Whether apps may register themselves (RFC 7591).' }),
  })
  .meta({ id: 'OAuthSettings' })
export type OAuthSettings = z.infer<typeof OAuthSettings>

export const UpdateOAuthSettings = z
  .strictObject(OAuthSettings.shape)
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'names nothing to change')
  .meta({ id: 'UpdateOAuthSettings' })
export type UpdateOAuthSettings = z.infer<typeof UpdateOAuthSettings>
