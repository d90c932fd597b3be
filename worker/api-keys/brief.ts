import { type Remaining, WINDOW_NAMES } from '../limits/meter.ts'
import type { Ask } from './admission.ts'
import type { GuardAnswer, KeyFacts } from './guard-answer.ts'
import type { Decision } from './guard-core.ts'

/**
 * The short form in which an isolate and a key's guard speak of a call that is like the one before it. Every object and
 * every name that crosses over to the guard costs time, together as much as all that the guard does; so what both know
 * is not said, and the rest is flat.
 */
export type BriefAsk = [
  hash: string,
  pepperVersion: number,
  scopes: string,
  ip: string | null,
  cost: number,
  organizationId: string | null,
  /** The tag of the facts that the isolate knows: they stand in no brief answer. */
  facts: string,
]

/** `[credits or -1, then window, limit, remaining and resetMs of each limit]` of a call that was let in. */
export type BriefAnswer = number[]

/** What an isolate keeps of a key and its guard: the facts, under the tag by which the guard knows them. */
export type KnownFacts = { tag: string; key: KeyFacts; owner: GuardAnswer['owner']; guard: DurableObjectId }

const NO_CREDITS = -1

/** The question in short form; null when it asks for more than that holds. */
export function briefAsk(ask: Ask, facts: string): BriefAsk | null {
  if (ask.explain || ask.digestHash) return null
  const hash = String.fromCharCode(...ask.hash)
  return [hash, ask.pepperVersion, ask.scopes.join(' '), ask.ip, ask.cost, ask.organizationId, facts]
}

export const factsIn = (brief: BriefAsk): string => brief[6]

/** What `briefAsk` was given. */
export const fullAsk = ([hash, pepperVersion, scopes, ip, cost, organizationId]: BriefAsk): Ask => ({
  hash: bytesOf(hash),
  pepperVersion,
  scopes: scopes === '' ? [] : scopes.split(' '),
  ip,
  cost,
  explain: false,
  organizationId,
})

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}

/** The answer in short form; null when there is more to tell than what is left. */
export function briefAnswer({ answer, lease }: Decision): BriefAnswer | null {
  const { code, previousSecret, digestUsed, byPlan, checks, limits, credits } = answer
  if (code !== 'ok' || lease || previousSecret || digestUsed || byPlan || checks) return null
  const brief = [credits ?? NO_CREDITS]
  for (const { window, limit, remaining, resetMs } of limits) {
    brief.push(WINDOW_NAMES.indexOf(window), limit, remaining, resetMs)
  }
  return brief
}

/** What `briefAnswer` was given. */
export function fullAnswer(brief: BriefAnswer, { key, owner }: Pick<KnownFacts, 'key' | 'owner'>): GuardAnswer {
  const limits: Remaining[] = []
  for (let at = 1; at + 3 < brief.length; at += 4) {
    const figure = (offset: number) => brief[at + offset] ?? 0
    limits.push({
      window: WINDOW_NAMES[figure(0)] ?? 'minute',
      limit: figure(1),
      remaining: figure(2),
      resetMs: figure(3),
    })
  }
  const [credits = NO_CREDITS] = brief
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
