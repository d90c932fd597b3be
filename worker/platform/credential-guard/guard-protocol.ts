import { type Remaining, WINDOW_NAMES } from '../limits/meter.ts'
import type { GuardAnswer, KeyFacts } from './guard-answer.ts'
import type { Decision } from './guard-core.ts'
import type { Ask } from './stored-policy.ts'

/**
 * The version of the guard's RPC. For some minutes after a deployment an object still runs the previous code, and a
 * previous Worker still calls new objects. So:
 * - every method takes the caller's version as its last argument, which older code ignores or receives as undefined;
 * - a change that older code would misread gets a new version here, and a new name for its method;
 * - an object answers `unavailable` to an unknown version, and a missing method throws: the client retries with a new
 * stub
 *   and then answers `unavailable`. Neither admits a call.
 */
export const GUARD_RPC_VERSION = 1

/** Whether this code answers callers of a version. Callers from before versions existed send none. */
export const isKnownVersion = (version: number | undefined): boolean =>
  version === undefined || version === GUARD_RPC_VERSION

/**
 * The short form of a call to a guard that has answered this isolate before. Each object and each property name in an
 * RPC message costs time, in total as much as the decision itself. So facts that both sides know are left out, and the
 * rest is one string, which is cheap to send.
 */
export type BriefAsk = string

/** `credits or -1, then window, limit, remaining and resetMs of each limit` of an admitted call. */
export type BriefAnswer = string

/** An isolate's cache of a credential and its guard: the facts, and the tag by which the guard identifies them. */
export type KnownFacts = { tag: string; key: KeyFacts; owner: GuardAnswer['owner']; guard: DurableObjectId }

const NO_CREDITS = -1

/** Length of a hash in bytes, and of its text in characters. */
const HASH_LENGTH = 26

/**
 * A call in short form, with the tag of the cached facts, which a short answer leaves out. Null if the call has more
 * than the short form can express.
 */
export function briefAsk(ask: Ask, facts: string): BriefAsk | null {
  if (ask.explain || ask.digestHash || ask.token || ask.hash.length !== HASH_LENGTH) return null
  const { pepperVersion, scopes, ip, cost, organizationId } = ask
  const hash = String.fromCharCode(...ask.hash)
  return `${hash}${pepperVersion}\n${scopes.join(' ')}\n${ip ?? ''}\n${cost}\n${organizationId ?? ''}\n${facts}`
}

/** The inverse of `briefAsk`. */
export function fullAsk(brief: BriefAsk): { ask: Ask; facts: string } {
  const [pepperVersion, scopes = '', ip = '', cost, organizationId = '', ...facts] = brief
    .slice(HASH_LENGTH)
    .split('\n')
  return {
    ask: {
      hash: bytesOf(brief),
      pepperVersion: Number(pepperVersion),
      scopes: scopes === '' ? [] : scopes.split(' '),
      ip: ip === '' ? null : ip,
      cost: Number(cost),
      explain: false,
      organizationId: organizationId === '' ? null : organizationId,
    },
    facts: facts.join('\n'),
  }
}

function bytesOf(brief: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HASH_LENGTH)
  for (let at = 0; at < HASH_LENGTH; at++) bytes[at] = brief.charCodeAt(at)
  return bytes
}

/** An answer in short form; null if it contains more than the remaining limits and credits. */
export function briefAnswer({ answer, lease }: Decision): BriefAnswer | null {
  const { code, previousSecret, digestUsed, byPlan, checks, limits, credits } = answer
  if (code !== 'ok' || lease || previousSecret || digestUsed || byPlan || checks) return null
  let brief = String(credits ?? NO_CREDITS)
  for (const { window, limit, remaining, resetMs } of limits) {
    brief += ` ${WINDOW_NAMES.indexOf(window)} ${limit} ${remaining} ${resetMs}`
  }
  return brief
}

/** The inverse of `briefAnswer`. */
export function fullAnswer(brief: BriefAnswer, { key, owner }: Pick<KnownFacts, 'key' | 'owner'>): GuardAnswer {
  const figures = brief.split(' ')
  const limits: Remaining[] = []
  for (let at = 1; at + 3 < figures.length; at += 4) {
    limits.push({
      window: WINDOW_NAMES[Number(figures[at])] ?? 'minute',
      limit: Number(figures[at + 1]),
      remaining: Number(figures[at + 2]),
      resetMs: Number(figures[at + 3]),
    })
  }
  const credits = Number(figures[0])
  return {
    code: 'ok',
    owner,
    key,
    previousSecret: false,
    digestUsed: false,
    limits,
    credits: credits === NO_CREDITS ? null : credits,
    byPlan: false,
    retryAfterMs: null,
    checks: null,
  }
}
