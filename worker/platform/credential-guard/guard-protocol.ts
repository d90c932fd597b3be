import { type Remaining, WINDOW_NAMES } from '../limits/meter.ts'
import type { GuardAnswer, KeyFacts } from './guard-answer.ts'
import type { Decision } from './guard-core.ts'
import type { Ask } from './stored-policy.ts'

/**
 * The version of the guard's RPC. For some minutes after a deploy an object still runs the code before, and a Worker of the
 * version before still calls new objects. So:
 * - every method takes the caller's version as its last argument, which older code ignores or gets as undefined;
 * - a change that older code would misread gets a new version here, and a new name for its method;
 * - an object answers `unavailable` to a version that it does not know, and a missing method throws: the client tries again
 *   with a new stub and then answers `unavailable`. Neither admits a call.
 */
export const GUARD_RPC_VERSION = 1

/** Whether an object of this code answers callers of a version. Callers from before the versions send none. */
export const isKnownVersion = (version: number | undefined): boolean =>
  version === undefined || version === GUARD_RPC_VERSION

/**
 * The short form of a call for a guard that has answered this isolate before. Every object and every name that is sent to
 * the guard costs time, in total as much as the decision itself. So what both sides know is left out, and the rest is one
 * string, which is cheap to send.
 */
export type BriefAsk = string

/** `credits or -1, then window, limit, remaining and resetMs of each limit` of a call that was let in. */
export type BriefAnswer = string

/** What an isolate keeps of a credential and its guard: the facts, under the tag by which the guard knows them. */
export type KnownFacts = { tag: string; key: KeyFacts; owner: GuardAnswer['owner']; guard: DurableObjectId }

const NO_CREDITS = -1

/** Bytes of a hash; its text has as many characters. */
const HASH_LENGTH = 26

/**
 * The question in short form, and the tag of the facts that the isolate knows: they stand in no brief answer. Null when
 * it asks for more than that holds.
 */
export function briefAsk(ask: Ask, facts: string): BriefAsk | null {
  if (ask.explain || ask.digestHash || ask.hash.length !== HASH_LENGTH) return null
  const { pepperVersion, scopes, ip, cost, organizationId } = ask
  const hash = String.fromCharCode(...ask.hash)
  return `${hash}${pepperVersion}\n${scopes.join(' ')}\n${ip ?? ''}\n${cost}\n${organizationId ?? ''}\n${facts}`
}

/** What `briefAsk` was given. */
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

/** The answer in short form; null when there is more to tell than what is left. */
export function briefAnswer({ answer, lease }: Decision): BriefAnswer | null {
  const { code, previousSecret, digestUsed, byPlan, checks, limits, credits } = answer
  if (code !== 'ok' || lease || previousSecret || digestUsed || byPlan || checks) return null
  let brief = String(credits ?? NO_CREDITS)
  for (const { window, limit, remaining, resetMs } of limits) {
    brief += ` ${WINDOW_NAMES.indexOf(window)} ${limit} ${remaining} ${resetMs}`
  }
  return brief
}

/** What `briefAnswer` was given. */
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
