import {
  MAX_APP_SCOPES,
  type OAuthAppStatus,
  type OAuthAppType,
  type OAuthGrantType,
} from '../../../../contract/oauth.data.ts'
import { SCOPE_GROUPS } from '../../../../contract/scope-catalog.data.ts'
import { missingScopes, SCOPE_PATTERN } from '../../../../contract/scopes.data.ts'
import type { HostConfig } from '../../../platform/own-host.ts'
import { NO_HOSTS, resourceOf } from '../protocol/resource.ts'
import { isRedirectAllowed, withParameters } from './redirect-uri.ts'

/** The parameters that are understood, and their longest values, characters. All others are ignored (RFC 6749, section 3.1). */
const LIMITS = {
  client_id: 1000,
  redirect_uri: 1000,
  response_type: 100,
  response_mode: 40,
  scope: 4000,
  state: 2000,
  code_challenge: 200,
  code_challenge_method: 40,
  resource: 1000,
  prompt: 100,
  login_hint: 320,
  request: 20_000,
  request_uri: 20_000,
} as const

export type ParameterName = keyof typeof LIMITS

/** What a request says, each name at most once. `faults`: the names that came twice, or are too long. */
export type Parameters = {
  values: Partial<Record<ParameterName, string>>
  twice: readonly ParameterName[]
  long: readonly ParameterName[]
}

const isKnown = (name: string): name is ParameterName => Object.hasOwn(LIMITS, name)

/** Reads parameters from a query or a form. A parameter without a value counts as left out (RFC 6749, section 3.1). */
export function readParameters(entries: Iterable<readonly [string, string]>): Parameters {
  const values: Parameters['values'] = {}
  const twice = new Set<ParameterName>()
  const long = new Set<ParameterName>()
  for (const [name, value] of entries) {
    if (!isKnown(name) || value === '') continue
    if (values[name] !== undefined) twice.add(name)
    if (value.length > LIMITS[name]) long.add(name)
    values[name] = value
  }
  return { values, twice: [...twice], long: [...long] }
}

/** What has to be known of an app to check a request of it. */
export type RequestingClient = {
  type: OAuthAppType
  status: OAuthAppStatus
  redirectUris: readonly string[]
  /** All that it may ask for; null: anything. */
  scopes: readonly string[] | null
  grantTypes: readonly OAuthGrantType[]
  requirePkce: boolean
}

/** Error codes of RFC 6749 (section 4.1.2.1), RFC 8707 (section 2) and OpenID Connect Core (section 3.1.2.6). */
export type AuthorizationError =
  | 'invalid_request'
  | 'unauthorized_client'
  | 'access_denied'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'server_error'
  | 'temporarily_unavailable'
  | 'invalid_target'
  | 'login_required'
  | 'consent_required'
  | 'interaction_required'

/** Why the browser is not sent back: nothing proves that the redirect URI belongs to an app. */
export type PageProblem =
  | 'client_missing'
  | 'client_unknown'
  | 'client_unreachable'
  | 'client_disabled'
  | 'redirect_missing'
  | 'redirect_mismatch'
  | 'twice'
  | 'pushed_unknown'
  | 'request_refused'

/** Where an answer goes: the redirect URI, the app's state, and us as its issuer (RFC 9207). */
export type ReturnAddress = { redirectUri: string; state: string | null; issuer: string }

/** What to ask a person, and how. */
export type Prompt = { none: boolean; login: boolean; consent: boolean }

/** A request in which everything is right. */
export type ValidRequest = {
  returns: ReturnAddress
  /** Whether the request named the redirect URI: then the token request has to repeat it (RFC 6749, section 4.1.3). */
  redirectNamed: boolean
  scopes: string[]
  /** The S256 code challenge (RFC 7636); null for a confidential app that may do without. */
  codeChallenge: string | null
  resource: string | null
  prompt: Prompt
  loginHint: string | null
}

export type CheckedRequest =
  | { kind: 'page'; problem: PageProblem }
  | { kind: 'error'; returns: ReturnAddress; error: AuthorizationError; description: string }
  | { kind: 'valid'; request: ValidRequest }

/** What an app without a list of scopes gets if it names none: what reads the API, and changes nothing. */
const READING = SCOPE_GROUPS.flatMap(({ scopes }) => scopes.map(({ scope }) => scope)).filter((scope) =>
  scope.endsWith(':read'),
)

/** Scopes of OpenID Connect without a meaning here: refresh tokens are always given. */
const IGNORED_SCOPES = ['offline_access']
const PROMPTS = ['none', 'login', 'consent', 'select_account']

class Fault extends Error {
  readonly code: AuthorizationError
  constructor(code: AuthorizationError, description: string) {
    super(description)
    this.code = code
  }
}

/**
 * Checks an authorization request (RFC 6749, section 4.1.1). No I/O.
 *
 * @param client the app with the client ID of the request; null if there is none
 * @param issuer the origin at which the request arrived
 */
export function checkRequest(
  parameters: Parameters,
  client: RequestingClient | null,
  issuer: string,
  hosts: HostConfig = NO_HOSTS,
): CheckedRequest {
  const { values, twice, long } = parameters
  const isBroken = (name: ParameterName) => twice.includes(name) || long.includes(name)
  if (isBroken('client_id') || isBroken('redirect_uri')) return { kind: 'page', problem: 'twice' }
  if (values.client_id === undefined) return { kind: 'page', problem: 'client_missing' }
  if (!client) return { kind: 'page', problem: 'client_unknown' }
  if (client.status !== 'active') return { kind: 'page', problem: 'client_disabled' }
  const [only, ...others] = client.redirectUris
  const redirectUri = values.redirect_uri ?? (others.length === 0 ? only : undefined)
  if (redirectUri === undefined) return { kind: 'page', problem: 'redirect_missing' }
  if (!isRedirectAllowed(client.redirectUris, redirectUri)) return { kind: 'page', problem: 'redirect_mismatch' }

  // From here on the app is told what is wrong. A state that came twice is not repeated.
  const state = isBroken('state') ? null : (values.state ?? null)
  const returns = { redirectUri, state, issuer }
  try {
    requireEachOnce(parameters)
    requireCodeFlow(values, client)
    const prompt = promptOf(values.prompt)
    return {
      kind: 'valid',
      request: {
        returns,
        redirectNamed: values.redirect_uri !== undefined,
        scopes: scopesOf(values.scope, client.scopes),
        codeChallenge: codeChallengeOf(values, client),
        resource: requestedResource(values.resource, issuer, hosts),
        prompt,
        loginHint: values.login_hint ?? null,
      },
    }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return { kind: 'error', returns, error: fault.code, description: fault.message }
  }
}

function requireEachOnce({ twice, long }: Parameters): void {
  // RFC 8707 allows several resources. A token of ours is for one of them or for all.
  if (twice.includes('resource')) throw new Fault('invalid_target', 'Name one resource only.')
  const [first] = twice
  if (first) throw new Fault('invalid_request', `The parameter ${first} came twice.`)
  const [second] = long
  if (second === 'resource') throw new Fault('invalid_target', 'The resource is not part of this service.')
  if (second) throw new Fault('invalid_request', `The parameter ${second} is too long.`)
}

function requireCodeFlow(values: Parameters['values'], client: RequestingClient): void {
  if (values.request !== undefined) {
    throw new Fault('invalid_request', 'Request objects are not supported. Use plain or pushed parameters.')
  }
  if (values.response_type === undefined) throw new Fault('invalid_request', 'The parameter response_type is missing.')
  if (values.response_type !== 'code') {
    throw new Fault('unsupported_response_type', 'Only the response type code is supported.')
  }
  if (!client.grantTypes.includes('authorization_code')) {
    throw new Fault('unauthorized_client', 'This app may not use authorization codes.')
  }
  if (values.response_mode !== undefined && values.response_mode !== 'query') {
    throw new Fault('invalid_request', 'Only the response mode query is supported.')
  }
}

function promptOf(text: string | undefined): Prompt {
  const names = text?.split(' ').filter((name) => name !== '') ?? []
  const unknown = names.some((name) => !PROMPTS.includes(name))
  if (unknown)
    throw new Fault('invalid_request', 'The parameter prompt must be none, login, consent or select_account.')
  const none = names.includes('none')
  if (none && names.length > 1) throw new Fault('invalid_request', 'The prompt none cannot be combined with others.')
  return {
    none,
    login: names.includes('login'),
    consent: names.includes('consent') || names.includes('select_account'),
  }
}

/** The S256 challenge: base64url of 32 bytes (RFC 7636, section 4.2). */
const S256_CHALLENGE = /^[A-Za-z0-9_-]{43}$/

function codeChallengeOf(
  { code_challenge: challenge, code_challenge_method: method }: Parameters['values'],
  client: RequestingClient,
): string | null {
  if (challenge === undefined) {
    if (method !== undefined) throw new Fault('invalid_request', 'The parameter code_challenge is missing.')
    if (client.type === 'public' || client.requirePkce) {
      throw new Fault('invalid_request', 'This app has to send a code_challenge (PKCE, S256).')
    }
    return null
  }
  // RFC 7636, section 4.3: without a method it is plain, which protects from nobody who sees the request.
  if (method !== 'S256') throw new Fault('invalid_request', 'The code_challenge_method must be S256.')
  if (!S256_CHALLENGE.test(challenge)) {
    throw new Fault('invalid_request', 'The code_challenge must be a SHA-256 in base64url, 43 characters.')
  }
  return challenge
}

function scopesOf(text: string | undefined, allowed: readonly string[] | null): string[] {
  const names = [...new Set(text?.split(' '))].filter((name) => name !== '' && !IGNORED_SCOPES.includes(name))
  if (names.length === 0) return [...(allowed ?? READING)]
  if (names.length > MAX_APP_SCOPES) throw new Fault('invalid_scope', 'These are too many scopes.')
  if (names.some((name) => !SCOPE_PATTERN.test(name))) throw new Fault('invalid_scope', 'A scope is not known here.')
  if (allowed && missingScopes(allowed, names).length > 0) {
    throw new Fault('invalid_scope', 'The app may not ask for one of these scopes.')
  }
  return names
}

function requestedResource(text: string | undefined, issuer: string, hosts: HostConfig): string | null {
  if (text === undefined) return null
  const resource = resourceOf(text, issuer, hosts)
  if (resource === null) throw new Fault('invalid_target', 'The resource is not part of this service.')
  return resource
}

/** The URL with which the browser brings an error to the app (RFC 6749, section 4.1.2.1). */
export const errorRedirect = (
  { redirectUri, state, issuer }: ReturnAddress,
  error: AuthorizationError,
  description: string,
): string =>
  withParameters(redirectUri, [
    ['error', error],
    ['error_description', descriptionText(description)],
    ['state', state],
    ['iss', issuer],
  ])

/** The URL with which the browser brings the code to the app (RFC 6749, section 4.1.2). */
export const codeRedirect = ({ redirectUri, state, issuer }: ReturnAddress, code: string): string =>
  withParameters(redirectUri, [
    ['code', code],
    ['state', state],
    ['iss', issuer],
  ])

/** The characters that an `error_description` may have: no quotes, no backslash, ASCII only. */
const descriptionText = (text: string): string => text.replaceAll(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?')
