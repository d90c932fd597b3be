import type { LimitState } from '../../../contract/common.ts'
import type { LogType } from '../../../contract/event-logs.ts'
import type { GuardAnswer } from '../credential-guard/guard-answer.ts'
import type { Ask } from '../credential-guard/stored-policy.ts'
import type { Deps } from '../deps.ts'
import type { DomainError } from '../errors.ts'
import type { Actor } from './actor.ts'

/** The credential to which the log entry of a call belongs. */
export type LogOwner = {
  type: LogType
  organizationId: string
  environment: 'live' | 'test' | null
  keyId: string | null
  /** The OAuth app, for a call with one of its tokens. */
  appId?: string | null
  /** The call used the secret before the key's last regeneration. */
  previousSecret: boolean
}

/**
 * A credential as presented by a call, and where it was. `whole`: the complete header or parameter that contained it.
 */
export type PresentedCredential = { text: string; from: 'header' | 'query'; whole: string }

/**
 * The facts of a call that a verifier may use. `scopes`: all that the route requires; `url`: the requested one; `cost`: how many
 * calls it counts as; `organizationId`: credentials of other organizations are unknown, null: any organization.
 */
export type CallFacts = {
  scopes: string[]
  ip: string | null
  requestId: string
  url: string
  cost: number
  organizationId: string | null
}

/** The result of a verifier. Exactly one of `actor` and `refusal` is null. */
export type Verification = {
  actor: Actor | null
  refusal: DomainError | null
  /** Null: the call has no log entry. */
  logOwner: LogOwner | null
  /** The remaining limits of the credential. */
  limits: LimitState[]
  /** The remaining credits; null if it has none. */
  credits: number | null
  /**
   * Headers and bodies of the call are captured, with these names redacted in addition to the built-in ones; null: not
   * captured.
   */
  capture: string[] | null
  /** The credential has no recognizable format, so stored texts must be searched for its exact value. */
  hasNoForm: boolean
}

/** A failed verification, with nothing but the reason. */
export const refused = (refusal: DomainError, logOwner: LogOwner | null = null): Verification => ({
  actor: null,
  refusal,
  logOwner,
  limits: [],
  credits: null,
  capture: null,
  hasNoForm: false,
})

/** The question of a backend about a credential that was presented to it. */
export type BackendAsk = Pick<Ask, 'scopes' | 'ip' | 'cost' | 'explain' | 'organizationId'>

/** Verifies credentials that callers send explicitly: in `Authorization`, `X-API-Key` or `?api_key=`. */
export type TokenVerifier = {
  carrier: 'token'
  /** It recognizes its credentials by their form alone. Such verifiers are asked first: others may read the database. */
  byForm?: boolean
  /**
   * Verifies a credential and charges its limits. Null if the text is not a credential of this kind; if its format
   * shows that, null is returned synchronously, without I/O. Never throws.
   */
  verify: (
    deps: Deps,
    presented: PresentedCredential,
    call: CallFacts,
  ) => Verification | Promise<Verification | null> | null
  /**
   * The owner of a credential of this kind that occurs anywhere in a text, even in a wrong format; null if there is
   * none. The owner's log then shows the attempt. Does not query the database for a text that a checksum refuses.
   */
  findOwner: (deps: Deps, text: string) => Promise<LogOwner | null>
  /**
   * The id of the organization of a credential, for what has to be known before the guard is asked: it does not verify
   * anything. Null if the text is not a credential of this kind. A credential never changes its organization, so the answer
   * may be cached; no I/O for a text that a checksum refuses.
   */
  organizationOf?: (deps: Deps, presented: PresentedCredential) => string | null | Promise<string | null>
  /**
   * Lets the guard of a credential of this kind decide on a call to the API of a backend, which asks us. Null if the text
   * is not such a credential, or one that is not for other APIs. No I/O for a text that a checksum refuses.
   */
  askForBackend?: (
    deps: Pick<Deps, 'guards' | 'config'>,
    text: string,
    ask: BackendAsk,
  ) => { environment: 'live' | 'test'; answer: () => GuardAnswer | Promise<GuardAnswer> } | null
}

/** Verifies credentials that a browser sends automatically. Writes with them require our own Origin (CSRF). */
export type CookieVerifier = {
  carrier: 'cookie'
  /** Null if the request has no valid credential of this kind. `cookies`: those that extend its validity. */
  verify: (
    deps: Deps,
    request: Request,
    call: CallFacts,
  ) => Promise<{ verification: Verification; cookies: string[] } | null>
}

/**
 * Recognizes one kind of credential and identifies its owner. Manifests declare verifiers; they are tried in that
 * order.
 */
export type CredentialVerifier = TokenVerifier | CookieVerifier

type Verifiers = { tokens: readonly TokenVerifier[]; cookies: readonly CookieVerifier[] }
let installed: Verifiers | undefined

/** Registers the verifiers of all features. Called once, when the Worker starts. */
export function installVerifiers(all: readonly CredentialVerifier[]): void {
  installed = {
    tokens: all
      .filter((one) => one.carrier === 'token')
      .toSorted((one, other) => Number(other.byForm ?? false) - Number(one.byForm ?? false)),
    cookies: all.filter((one) => one.carrier === 'cookie'),
  }
}

/**
 * The verifiers of all features, sorted by kind once.
 * @throws Error before `worker/features.ts` was loaded
 */
export function verifiers(): Verifiers {
  if (!installed) throw new Error('worker/features.ts is not loaded')
  return installed
}
