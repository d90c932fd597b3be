import type { LogEntry } from '../../../../contract/event-logs.ts'
import type { LogReason } from '../../../../contract/outcomes.data.ts'
import { OUTCOMES } from './outcomes.ts'
import { STEPS } from './steps.ts'

/** Why a call or a delivery ended as it did, in a sentence, and how to repair it, step by step. */
export type Explanation = { why: string; fix: string[] }

const isKnown = (code: string): code is keyof typeof OUTCOMES => Object.hasOwn(OUTCOMES, code)

/** Explains an outcome. Null for a success. Pure. */
export function explain({
  outcome,
  status,
  reason,
}: Pick<LogEntry, 'outcome' | 'status' | 'reason'>): Explanation | null {
  if (outcome === 'ok' || (outcome === null && status < 400)) return null
  if (outcome === null) return { why: `It was answered with ${status}.`, fix: [STEPS.answer] }
  if (!isKnown(outcome)) return { why: `It ended with ${outcome}.`, fix: [STEPS.answer] }
  const [what, ...steps] = OUTCOMES[outcome]
  const more = reason ? details(reason) : []
  const answered = outcome === 'status' || outcome === 'redirect' ? [`It answered ${status}.`] : []
  const isOfPlan = outcome === 'rate_limited' && reason?.plan !== undefined
  return {
    why: [what, ...answered, ...more].join(' '),
    fix: steps.map((step) => STEPS[isOfPlan && step === 'raise' ? 'plan' : step]),
  }
}

/** What the reason of an entry adds, in sentences. */
function details(reason: LogReason): string[] {
  const { missingScopes, limit, parent, plan, credits, cost, address, environment, fields, methods } = reason
  return [
    missingScopes?.length ? `Missing: ${missingScopes.join(', ')}.` : null,
    plan === undefined ? null : `The limit is that of the plan ${plan}.`,
    limit ? `All calls of the ${limit} are used.` : null,
    parent ? 'The limit is that of a key above it.' : null,
    credits === undefined ? null : `It had ${credits} credits left, and the call costs ${cost ?? 1}.`,
    address === undefined ? null : `The address was ${address ?? 'not known'}.`,
    environment ? `The call named the environment ${environment}.` : null,
    fields?.length ? `Not valid: ${fields.join(', ')}.` : null,
    methods?.length ? `It supports ${methods.join(', ')}.` : null,
    reason.upstreamStatus === undefined ? null : `The upstream answered ${reason.upstreamStatus}.`,
    reason.waitedSeconds === undefined ? null : `The call waited ${reason.waitedSeconds} s.`,
    reason.tool ? `The tool was ${reason.tool}.` : null,
    reason.retryAt ? `The next attempt was due at ${reason.retryAt}.` : null,
    reason.retryAt === null ? 'No attempt was left, so the delivery has failed.' : null,
  ].flatMap((one) => one ?? [])
}
