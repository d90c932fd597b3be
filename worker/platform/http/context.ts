import type { Context } from 'hono'
import type { LimitState } from '../../../contract/common.ts'
import type { LogReason, ProblemCode } from '../../../contract/outcomes.ts'
import type { Actor } from '../auth/actor.ts'
import type { LogOwner, PresentedCredential } from '../auth/verifier.ts'
import { boundTo, type Deps } from '../deps.ts'
import { configOf } from '../env.ts'
import { Refusal } from '../errors.ts'
import { parseIfMatch } from '../lib/http-headers.ts'
import type { IfMatch } from '../lib/if-match.ts'

/** What becomes known of a call on its way. One object: each name that a context is asked for costs a look-up. */
export type Call = {
  readonly requestId: string
  readonly startedAt: number
  /** The caller's address as Cloudflare saw it; null when it is not known. */
  readonly ip: string | null
  /** The address that was called. A credential in it is taken out. Kept, as each look at the request costs time. */
  url: string
  actor: Actor | null
  /** The credentials that the call presents; null until somebody asks for them. */
  presented: PresentedCredential[] | null
  /** The verifiers were asked about the call, so that its credential is charged at most once. */
  asked: boolean
  limits: LimitState[]
  /** What is left of the credential's credits; null when it has none. */
  credits: number | null
  logOwner: LogOwner | null
  /** The pattern that the call counts under, where it is not that of the route that answered. */
  route: string | null
  /** Why the call was refused, where it was. */
  refused: { code: ProblemCode; reason: LogReason | null } | null
  /** When a signed report was signed, ms since 1970. */
  signedAt: number | null
  /** A credential was refused by arithmetic alone: it is counted, and has no entry. */
  rejected: boolean
  /** The credential that the call came with, where its form does not tell it from other text. */
  credentialText: string | undefined
  /** Headers and bodies of the call are kept, and these names redacted besides those that always are. */
  capture: string[] | null
  /** The answer bears all of its headers already. */
  hasAllHeaders: boolean
}

/** A call of which nothing is known yet but when it came, and from where. */
export const newCall = (requestId: string, startedAt: number, { headers, url }: Request): Call => ({
  requestId,
  startedAt,
  ip: headers.get('cf-connecting-ip'),
  url,
  actor: null,
  presented: null,
  asked: false,
  limits: [],
  credits: null,
  logOwner: null,
  route: null,
  refused: null,
  signedAt: null,
  rejected: false,
  credentialText: undefined,
  capture: null,
  hasAllHeaders: false,
})

export type Variables = { call: Call }

export type App = { Bindings: Env; Variables: Variables }

export const callOf = (c: Context<App>): Call => c.get('call')

/** Whoever was let in by `requires`; a route without it has no actor, which is a mistake in the route. */
export function actorOf(c: Context<App>): Actor {
  const actor = callOf(c).actor
  if (!actor) throw new Error('the route does not say who may call it')
  return actor
}

/** What verbs need, for this request. */
export const depsOf = (c: Context<App>): Deps => ({
  ...boundTo(c.env),
  config: configOf(c.env),
  now: Date.now(),
  waitUntil: (work) => c.executionCtx.waitUntil(work),
  url: callOf(c).url,
})

/** The caller's address. */
export const clientIp = (c: Context<App>): string | null => callOf(c).ip

/**
 * The versions that an If-Match names, null without one and for `*` (RFC 9110, section 13.1.1). Weak tags and tags that are
 * not ours match no version. Throws `precondition_failed` for what is not an If-Match.
 */
export function ifMatch(c: Context<App>): IfMatch {
  const header = c.req.header('if-match')
  if (header === undefined) return null
  const tags = parseIfMatch(header)
  if (tags === '*') return null
  if (tags === null) {
    throw new Refusal({ kind: 'precondition_failed', detail: 'If-Match is malformed: send an ETag as it was given.' })
  }
  return tags.flatMap((tag) => (/^v\d{1,15}$/.test(tag) ? [Number(tag.slice(1))] : []))
}

/** The ETag (RFC 9110, section 8.8.3) of a resource at a version. */
export const etag = (version: number): string => `"v${version}"`
