import type { CreateOAuthApp, OAuthApp, UpdateOAuthApp } from '../../../../client/src/generated.ts'
import { DEFAULT_RATE_LIMIT } from '../../../../contract/api-keys.data.ts'
import { MAX_REDIRECT_URIS, OAUTH_MAX_DAYS, redirectUriProblem } from '../../../../contract/oauth.data.ts'
import { type FieldErrors, same } from '../../../forms/form.ts'

export type LimitName = keyof OAuthApp['rateLimit']
export type LimitDraft = { on: boolean; value: string }

/** The state of the form while the user types: text stays text until it is sent. */
export type Draft = {
  name: string
  description: string
  type: OAuthApp['type']
  environment: OAuthApp['environment']
  /** One in each line. */
  redirectUris: string
  scopes: string[]
  websiteUrl: string
  privacyPolicyUrl: string
  logoUrl: string
  codeFlow: boolean
  clientCredentials: boolean
  requirePkce: boolean
  verified: boolean
  limits: Record<LimitName, LimitDraft>
  maxDays: string
}

const limitDraft = (limit: number | null, name: LimitName): LimitDraft => ({
  on: limit !== null,
  value: String(limit ?? DEFAULT_RATE_LIMIT[name] ?? ''),
})

const limitDrafts = ({ perMinute, perHour, perDay }: OAuthApp['rateLimit']): Draft['limits'] => ({
  perMinute: limitDraft(perMinute, 'perMinute'),
  perHour: limitDraft(perHour, 'perHour'),
  perDay: limitDraft(perDay, 'perDay'),
})

export const newDraft = (environment: Draft['environment']): Draft => ({
  name: '',
  description: '',
  type: 'confidential',
  environment,
  redirectUris: '',
  scopes: [],
  websiteUrl: '',
  privacyPolicyUrl: '',
  logoUrl: '',
  codeFlow: true,
  clientCredentials: false,
  requirePkce: true,
  verified: false,
  limits: limitDrafts({ perMinute: null, perHour: null, perDay: null }),
  maxDays: String(OAUTH_MAX_DAYS.default),
})

export const draftOf = (app: OAuthApp): Draft => ({
  name: app.name,
  description: app.description,
  type: app.type,
  environment: app.environment,
  redirectUris: app.redirectUris.join('\n'),
  scopes: app.scopes,
  websiteUrl: app.websiteUrl ?? '',
  privacyPolicyUrl: app.privacyPolicyUrl ?? '',
  logoUrl: app.logoUrl ?? '',
  codeFlow: app.grantTypes.includes('authorization_code'),
  clientCredentials: app.grantTypes.includes('client_credentials'),
  requirePkce: app.requirePkce,
  verified: app.verified,
  limits: limitDrafts(app.rateLimit),
  maxDays: String(app.maxDays),
})

/** The redirect URIs that were typed, with the number of their line. */
export const typedUris = (text: string): { line: number; uri: string }[] =>
  text
    .split('\n')
    .map((line, index) => ({ line: index + 1, uri: line.trim() }))
    .filter(({ uri }) => uri !== '')

const limitOf = ({ on, value }: LimitDraft): number | null => (on ? Number(value) : null)

function settingsOf(draft: Draft) {
  const isPublic = draft.type === 'public'
  const grantTypes: OAuthApp['grantTypes'] = [
    ...(draft.codeFlow ? (['authorization_code'] as const) : []),
    ...(draft.clientCredentials && !isPublic ? (['client_credentials'] as const) : []),
  ]
  const { perMinute, perHour, perDay } = draft.limits
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    redirectUris: typedUris(draft.redirectUris).map(({ uri }) => uri),
    scopes: draft.scopes,
    websiteUrl: draft.websiteUrl.trim() || null,
    privacyPolicyUrl: draft.privacyPolicyUrl.trim() || null,
    logoUrl: draft.logoUrl.trim() || null,
    grantTypes,
    requirePkce: isPublic || draft.requirePkce,
    verified: draft.verified,
    rateLimit: { perMinute: limitOf(perMinute), perHour: limitOf(perHour), perDay: limitOf(perDay) },
    maxDays: Number(draft.maxDays),
  } satisfies UpdateOAuthApp
}

/** The body that creates the drafted app. */
export const creationOf = (draft: Draft): CreateOAuthApp => ({
  ...settingsOf(draft),
  type: draft.type,
  environment: draft.environment,
})

/** The settings, in the order of the form. */
export const SETTINGS = [
  'name',
  'description',
  'redirectUris',
  'scopes',
  'websiteUrl',
  'privacyPolicyUrl',
  'logoUrl',
  'grantTypes',
  'requirePkce',
  'verified',
  'rateLimit',
  'maxDays',
] as const satisfies (keyof ReturnType<typeof settingsOf>)[]
export type Setting = (typeof SETTINGS)[number]

/** The settings that the user changed. */
export function unsavedSettings(app: OAuthApp, draft: Draft): Setting[] {
  const [before, wanted] = [settingsOf(draftOf(app)), settingsOf(draft)]
  return SETTINGS.filter((setting) => !same(before[setting], wanted[setting]))
}

/** Only what the user changed, so that two people who edit different fields do not undo each other's changes. */
export function changeOf(app: OAuthApp, draft: Draft): UpdateOAuthApp {
  const wanted = settingsOf(draft)
  return Object.fromEntries(unsavedSettings(app, draft).map((setting) => [setting, wanted[setting]]))
}

export type DraftProblem =
  | 'needName'
  | 'needRedirect'
  | 'tooManyRedirects'
  | 'needScope'
  | 'needGrant'
  | 'badUrl'
  | 'badLimit'
  | 'badDays'

const isWebUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** Errors that can be found in the browser, by path. The server checks everything again. */
export function problemsOf(draft: Draft, say: (problem: DraftProblem) => string): FieldErrors {
  const problems: FieldErrors = {}
  const uris = typedUris(draft.redirectUris)
  if (!draft.name.trim()) problems.name = say('needName')
  if (draft.codeFlow && uris.length === 0) problems.redirectUris = say('needRedirect')
  if (uris.length > MAX_REDIRECT_URIS) problems.redirectUris = say('tooManyRedirects')
  for (const [index, { uri }] of uris.entries()) {
    const problem = redirectUriProblem(uri)
    if (problem !== null) problems[`redirectUris.${index}`] = problem
  }
  if (draft.scopes.length === 0) problems.scopes = say('needScope')
  if (!draft.codeFlow && !draft.clientCredentials) problems.grantTypes = say('needGrant')
  for (const field of ['websiteUrl', 'privacyPolicyUrl', 'logoUrl'] as const) {
    if (draft[field].trim() && !isWebUrl(draft[field].trim())) problems[field] = say('badUrl')
  }
  for (const [name, limit] of Object.entries(draft.limits)) {
    if (limit.on && !/^[1-9]\d*$/.test(limit.value.trim())) problems[`rateLimit.${name}`] = say('badLimit')
  }
  const days = Number(draft.maxDays)
  if (!/^\d+$/.test(draft.maxDays.trim()) || days < OAUTH_MAX_DAYS.min || days > OAUTH_MAX_DAYS.max) {
    problems.maxDays = say('badDays')
  }
  return problems
}

/** What is wrong with the redirect URIs, each with the number of its line; undefined: nothing. */
export function redirectErrors(
  draft: Pick<Draft, 'redirectUris'>,
  errors: FieldErrors,
  say: (line: number, message: string) => string,
): string | undefined {
  if (errors.redirectUris) return errors.redirectUris
  const uris = typedUris(draft.redirectUris)
  const lines = Object.entries(errors).flatMap(([path, message]) => {
    if (!path.startsWith('redirectUris.')) return []
    const index = Number(path.split('.')[1])
    return [say(uris[index]?.line ?? index + 1, message)]
  })
  return lines.length > 0 ? lines.join(' ') : undefined
}
