import type { ApiKey, CreateChildKey } from '../../../../../client/src/generated.ts'
import {
  creationOf,
  type Draft,
  type DraftProblem,
  dayOf,
  EMPTY_DRAFT,
  expiryOf,
  type LimitName,
  problemsOf,
} from './draft.ts'

/** The draft for a key below another one: no scopes yet, everything else that of the parent. */
export const childDraftOf = (parent: ApiKey): Draft => ({
  ...EMPTY_DRAFT,
  environment: parent.environment,
  limits: {
    perMinute: limitDraft(parent.rateLimit.perMinute, 'perMinute'),
    perHour: limitDraft(parent.rateLimit.perHour, 'perHour'),
    perDay: limitDraft(parent.rateLimit.perDay, 'perDay'),
  },
  allowedIps: parent.allowedIps.join('\n'),
  ownerId: parent.ownerId ?? '',
})

/** Off: the limit of the parent. */
const limitDraft = (limit: number | null, name: LimitName) => ({
  on: false,
  value: String(limit ?? EMPTY_DRAFT.limits[name].value),
})

/** When the parent expires; null: never. */
export const endOf = (parent: ApiKey): Date | null => (parent.expiresAt === null ? null : new Date(parent.expiresAt))

/**
 * When the drafted child expires: undefined with its parent, or if a custom day is missing. The last day of the parent
 * means its moment.
 */
export function childExpiryOf(draft: Draft, parent: ApiKey, now: number): Date | undefined {
  const end = endOf(parent)
  if (draft.expiry === 'custom' && end && draft.expiryDay === dayOf(end)) return end
  return expiryOf(draft, now) ?? undefined
}

/** Client-side validation errors, by path: also what is more than the parent has. */
export function childProblemsOf(draft: Draft, parent: ApiKey, now: number): Record<string, DraftProblem> {
  const problems = problemsOf(draft, now)
  const end = endOf(parent)
  const expiry = childExpiryOf(draft, parent, now)
  if (expiry && end && expiry > end) problems.expiresAt = 'afterParent'
  else if (expiry && expiry.getTime() > now) delete problems.expiresAt
  for (const [name, most] of Object.entries(parent.rateLimit)) {
    const path = `rateLimit.${name}`
    const limit = Object.entries(draft.limits).find(([window]) => window === name)?.[1]
    if (limit?.on && most !== null && !(path in problems) && Number(limit.value) > most) problems[path] = 'aboveParent'
  }
  return problems
}

/** The body that creates the drafted key. What is left out is that of the parent. */
export function childCreationOf(draft: Draft, parent: ApiKey, now: number): CreateChildKey {
  const {
    environment: _,
    consistency: __,
    rateLimit,
    allowedIps,
    expiresAt: ___,
    ownerId,
    ...own
  } = creationOf(draft, now)
  const expiry = childExpiryOf(draft, parent, now)
  return {
    ...own,
    rateLimit: Object.fromEntries(Object.entries(rateLimit).filter(([, limit]) => limit !== null)),
    ...(allowedIps.length > 0 ? { allowedIps } : {}),
    ...(expiry ? { expiresAt: expiry.toISOString() } : {}),
    ...(ownerId ? { ownerId } : {}),
  }
}
