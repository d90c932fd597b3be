import type { Context } from 'hono'
import type { LimitState } from '../../../contract/common.ts'
import type { LogType } from '../../../contract/event-logs.ts'
import type { LogReason, ProblemCode } from '../../../contract/outcomes.data.ts'
import type { Actor } from '../auth/actor.ts'
import type { LogOwner, PresentedCredential } from '../auth/verifier.ts'
import { boundTo, type Deps } from '../deps.ts'
import { configOf } from '../env.ts'
import { Refusal } from '../errors.ts'
import { parseIfMatch } from '../lib/http-headers.ts'
import type { IfMatch } from '../lib/if-match.ts'
import type { ReadBody } from '../lib/read-body.ts'

/** Why an answer that was passed on failed nevertheless, and what of the bodies was read for the log. */
export type ExchangeEnd = {
  failure: Call['refused']
  bodies: { request: ReadBody | null; response: ReadBody | null } | null
}

/**
 * An answer that is passed on from elsewhere, and may take long. `waitedMs`: until its headers; `ended`: how its body has ended, a
 * promise if that is not known yet, which must not reject.
 */
export type Exchange = { waitedMs: number; ended: ExchangeEnd | Promise<ExchangeEnd> }

/** What is known about a call. One object, because each name in Hono's context costs a lookup. */
export type Call = {
  readonly requestId: string
  readonly startedAt: number
  /** The caller's IP address from Cloudflare; null when unknown. */
  readonly ip: string | null
  /** The requested URL without a credential in it. Stored because each read from the request costs time. */
  url: string
  actor: Actor | null
  /** The credentials of the call; null until they are read. */
  presented: PresentedCredential[] | null
  /** The scopes that the route requires, for the challenge of a call without a credential. */
  needed: readonly string[]
  /** Whether the verifiers have run, so that the credential is charged at most once. */
  asked: boolean
  limits: LimitState[]
  /** Remaining credits of the credential; null when it has no credits. */
  credits: number | null
  logOwner: LogOwner | null
  /** The type of the log entry, if it is not an ordinary call of the API. */
  logType: LogType | null
  /** The route pattern for log and statistics, when it is not that of the route that answered. */
  route: string | null
  /** Why the call was refused; null when it was not. */
  refused: { code: ProblemCode; reason: LogReason | null } | null
  /** The time of a report's signature, ms since 1970. */
  signedAt: number | null
  /** The credential was refused by its form alone: the call is counted, and gets no log entry. */
  rejected: boolean
  /** The credential of the call, if its form does not distinguish it from other text. */
  credentialText: string | undefined
  /** Not null when headers and bodies are captured: the names to redact besides the standard ones. */
  capture: string[] | null
  /** Whether the answer already has all common headers. */
  hasAllHeaders: boolean
  /** A tool call: what its log entry says in the place of the request to the MCP endpoint. */
  tool: LoggedTool | null
  /** Further headers of the answer, whatever it is. */
  answerHeaders: readonly (readonly [string, string])[]
  /** Not null for an answer that is passed on: its log entry is written when the body has ended. */
  exchange: Exchange | null
}

/** `endpoint` and `method`: of the call that the tool made. `status` null: that of the answer. */
export type LoggedTool = {
  name: string
  endpoint: string
  method: string
  status: number | null
  code: ProblemCode | null
  reason: LogReason | null
}

const NONE: readonly never[] = []

/** A new call. Only its time, IP address and URL are known. */
export const newCall = (requestId: string, startedAt: number, { headers, url }: Request): Call => ({
  requestId,
  startedAt,
  ip: headers.get('cf-connecting-ip'),
  url,
  actor: null,
  presented: null,
  needed: NONE,
  asked: false,
  limits: [],
  credits: null,
  logOwner: null,
  logType: null,
  route: null,
  refused: null,
  signedAt: null,
  rejected: false,
  credentialText: undefined,
  capture: null,
  hasAllHeaders: false,
  tool: null,
  answerHeaders: NONE,
  exchange: null,
})

export type Variables = { call: Call }

export type App = { Bindings: Env; Variables: Variables }

/** A call, for files of a feature that answer it without being its routes. */
export type AppContext = Context<App>

export const callOf = (c: Context<App>): Call => c.get('call')

/** The actor that `requires` has authenticated. A route without `requires` must not ask for one. */
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
 * The versions in the If-Match header; null without the header and for `*` (RFC 9110, section 13.1.1). Weak tags and unknown
 * tags match no version.
 *
 * @throws `precondition_failed` for a malformed header
 */
export function ifMatch(c: Context<App>): IfMatch {
  const header = c.req.header('if-match')
  if (header === undefined) return null
  const tags = parseIfMatch(header)
  if (tags === '*') return null
  if (tags === null) {
    throw new Refusal({
      kind: 'precondition_failed',
      detail: 'If-Match is malformed. Send the ETag exactly as you received it.',
    })
  }
  return tags.flatMap((tag) => (/^v\d{1,15}$/.test(tag) ? [Number(tag.slice(1))] : []))
}

/** The ETag (RFC 9110, section 8.8.3) of a resource at a version. */
export const etag = (version: number): string => `"v${version}"`
