import type { LimitState } from '../../../contract/common.ts'
import type { LogType } from '../../../contract/event-logs.ts'
import type { Deps } from '../deps.ts'
import type { DomainError } from '../errors.ts'
import type { Actor } from './actor.ts'

/** The credential that a call becomes an entry of in the log. */
export type LogOwner = {
  type: LogType
  organizationId: string
  environment: 'live' | 'test' | null
  keyId: string | null
  /** The call came with the secret before the key's last regeneration. */
  previousSecret: boolean
}

/** A credential as a call presents it, and where it stood. `whole`: the complete header or parameter that held it. */
export type PresentedCredential = { text: string; from: 'header' | 'query'; whole: string }

/** What a verifier may ask of a call. `scopes`: all that the route needs. */
export type CallFacts = { scopes: string[]; ip: string | null; requestId: string }

/** What a verifier found out about a call. Exactly one of `actor` and `refusal` is null. */
export type Verification = {
  actor: Actor | null
  refusal: DomainError | null
  /** Null: the call has no entry in the log. */
  logOwner: LogOwner | null
  /** What is left of the credential's limits. */
  limits: LimitState[]
  /** What is left of its credits; null when it has none. */
  credits: number | null
  /** Headers and bodies of the call are kept, and these names redacted besides those that always are; null: not kept. */
  capture: string[] | null
  /** The form of the credential does not tell it from other text, so texts must be searched for this very credential. */
  hasNoForm: boolean
}

/** A verification that let nobody in, and knows nothing but why. */
export const refused = (refusal: DomainError, logOwner: LogOwner | null = null): Verification => ({
  actor: null,
  refusal,
  logOwner,
  limits: [],
  credits: null,
  capture: null,
  hasNoForm: false,
})

/** Verifies credentials that callers send on purpose: in `Authorization`, `X-API-Key` or `?api_key=`. */
export type TokenVerifier = {
  carrier: 'token'
  /**
   * Verifies a credential and charges its limits. Null when the text is no credential of this kind: where the form tells,
   * by arithmetic alone and at once, without a promise. Never throws.
   */
  verify: (
    deps: Deps,
    presented: PresentedCredential,
    call: CallFacts,
  ) => Verification | Promise<Verification | null> | null
  /**
   * Whose credential of this kind stands somewhere in a text, whatever is wrong with the form; null without one. Its
   * owner's log then shows an attempt. Asks no database for a text that arithmetic refuses.
   */
  findOwner: (deps: Deps, text: string) => Promise<LogOwner | null>
}

/** Verifies credentials that a browser sends by itself. Writes with them must bear our own Origin. */
export type CookieVerifier = {
  carrier: 'cookie'
  /** Null when the request bears no living credential of this kind. `cookies`: those that keep it alive. */
  verify: (
    deps: Deps,
    request: Request,
    call: CallFacts,
  ) => Promise<{ verification: Verification; cookies: string[] } | null>
}

/** Recognizes one kind of credential, and finds out who calls with it. Manifests name them; they are asked in that order. */
export type CredentialVerifier = TokenVerifier | CookieVerifier

type Verifiers = { tokens: readonly TokenVerifier[]; cookies: readonly CookieVerifier[] }
let installed: Verifiers | undefined

/** Makes the verifiers of all features known. Called once, when the Worker starts. */
export function installVerifiers(all: readonly CredentialVerifier[]): void {
  installed = {
    tokens: all.filter((one) => one.carrier === 'token'),
    cookies: all.filter((one) => one.carrier === 'cookie'),
  }
}

/**
 * The verifiers of all features, sorted once.
 *
 * @throws Error before `worker/features.ts` was loaded
 */
export function verifiers(): Verifiers {
  if (!installed) throw new Error('worker/features.ts is not loaded')
  return installed
}
