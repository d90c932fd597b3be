/** A confidential app keeps a secret on its server; a public one (a phone app, a page, an agent) cannot. */
export const OAUTH_APP_TYPES = ['confidential', 'public'] as const
export type OAuthAppType = (typeof OAUTH_APP_TYPES)[number]

export const OAUTH_APP_STATUSES = ['active', 'disabled'] as const
export type OAuthAppStatus = (typeof OAUTH_APP_STATUSES)[number]

/**
 * Where the facts about an app come from: `organization`: a member entered them; `document`: its client ID is the URL of
 * its metadata; `registration`: it registered itself (RFC 7591).
 */
export const OAUTH_APP_SOURCES = ['organization', 'document', 'registration'] as const
export type OAuthAppSource = (typeof OAUTH_APP_SOURCES)[number]

/** How an app can get tokens. Refresh tokens come with `authorization_code`. */
export const OAUTH_GRANT_TYPES = ['authorization_code', 'client_credentials'] as const
export type OAuthGrantType = (typeof OAUTH_GRANT_TYPES)[number]

/** For whom a grant is: a member, a user of the host product, or the app itself. */
export const OAUTH_SUBJECT_TYPES = ['person', 'external', 'app'] as const
export type OAuthSubjectType = (typeof OAUTH_SUBJECT_TYPES)[number]

export const OAUTH_TOKEN_KINDS = ['access', 'refresh'] as const
export type OAuthTokenKind = (typeof OAUTH_TOKEN_KINDS)[number]

/** Lifetimes in seconds. */
export const OAUTH_CODE_SECONDS = 600
export const OAUTH_ACCESS_SECONDS = 3600
/** A refresh token ends so long after it was issued; using it gives a new one. */
export const OAUTH_REFRESH_SECONDS = 30 * 86_400
/** How long the same refresh token gets the same successor. */
export const OAUTH_REFRESH_REPEAT_SECONDS = 60
/** How long an authorization may wait for sign-in and consent. */
export const OAUTH_REQUEST_SECONDS = 3600
/** A pushed authorization request (RFC 9126). */
export const OAUTH_PUSHED_SECONDS = 600

/** How long an app can stay signed in for a user, days: the absolute end of refreshing. */
export const OAUTH_MAX_DAYS = { min: 1, max: 3650, default: 365 } as const
/** How long the old secret of an app stays valid after a rotation, seconds. */
export const OAUTH_OVERLAP_SECONDS = { max: 7 * 86_400, default: 86_400 } as const

/** The page that asks, in the dashboard: with `?challenge=` a member, with `?consent=` a user of the host product. */
export const OAUTH_CONSENT_PATH = '/authorize'
/** A longer challenge is not one of ours, characters. */
export const MAX_CHALLENGE = 20_000

export const MAX_REDIRECT_URIS = 20
export const MAX_REDIRECT_URI = 1000
export const MAX_APP_SCOPES = 60
/** Characters of one public key as JSON. */
export const MAX_APP_KEY = 2000
export const MAX_APP_KEYS = 10
export const MAX_SUBJECT = 200

/** Schemes that a redirect can never have: a browser would run or show what follows them. */
export const REFUSED_SCHEMES = ['javascript', 'data', 'vbscript', 'blob', 'file', 'about', 'view-source'] as const

/** Hosts of the user's own device, where an app may listen at any port (RFC 8252, section 7.3). */
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]']

export const isLoopbackHost = (hostname: string): boolean => LOOPBACK_HOSTS.includes(hostname)

/**
 * What is wrong with a redirect URI; null: nothing. Allowed are https, http on the user's own device, and schemes of
 * native apps. The text must be a URI without fragment, user name or password.
 */
export function redirectUriProblem(text: string): string | null {
  if (text.length > MAX_REDIRECT_URI) return `must be at most ${MAX_REDIRECT_URI} characters`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  if (/[\u0000-\u0020\u007f-\uffff\\<>"`{}|^]/.test(text)) return 'must be a URI: encode spaces and special characters'
  if (!URL.canParse(text)) return 'must be an absolute URI, such as https://app.example.com/callback'
  const url = new URL(text)
  const scheme = url.protocol.slice(0, -1)
  if (REFUSED_SCHEMES.some((one) => one === scheme)) return `must not begin with ${scheme}:`
  if (text.includes('#')) return 'must not have a fragment (#)'
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password'
  if (scheme === 'http' && !isLoopbackHost(url.hostname))
    return 'must begin with https:// (http is for localhost alone)'
  if (text.includes('*')) return 'must not contain *: redirects are compared exactly'
  return null
}
