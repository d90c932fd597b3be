import type { ApiKey, CreateApiKey, UpdateApiKey } from '../../../../../client/src/generated.ts'
import { MAX_CREDITS, REFILL_INTERVALS } from '../../../../../contract/api-keys.data.ts'

export const REFILLS = ['never', ...REFILL_INTERVALS] as const

export type CreditsDraft = { on: boolean; remaining: string; refill: (typeof REFILLS)[number]; amount: string }

export const NO_CREDITS: CreditsDraft = { on: false, remaining: '1000', refill: 'never', amount: '1000' }

/** The draft for the credits of an existing key. */
export function creditsDraftOf(credits: ApiKey['credits']): CreditsDraft {
  if (!credits) return NO_CREDITS
  return {
    on: true,
    remaining: String(credits.remaining),
    refill: credits.refill?.interval ?? 'never',
    amount: String(credits.refill?.amount ?? NO_CREDITS.amount),
  }
}

const isCount = (text: string, least: number) =>
  /^\d{1,10}$/.test(text.trim()) && Number(text) >= least && Number(text) <= MAX_CREDITS

/** Validation errors by path: a count that is not a number. */
export function creditsProblems({ on, remaining, refill, amount }: CreditsDraft): Record<string, 'badCredits'> {
  if (!on) return {}
  return {
    ...(isCount(remaining, 0) ? {} : { 'credits.remaining': 'badCredits' }),
    ...(refill === 'never' || isCount(amount, 1) ? {} : { 'credits.refill': 'badCredits' }),
  }
}

/** The credits for the API; null: no credits, only the limits apply. */
export function creditsOf({
  on,
  remaining,
  refill,
  amount,
}: CreditsDraft): NonNullable<CreateApiKey['credits']> | null {
  if (!on) return null
  return {
    remaining: Number(remaining),
    refill: refill === 'never' ? null : { amount: Number(amount), interval: refill },
  }
}

/**
 * Only what the user changed; undefined for nothing. Each call reduces the remaining credits, so a number that the user
 * did not edit is not sent: it would restore credits spent in the meantime.
 */
export function creditsChange(before: ApiKey['credits'], draft: CreditsDraft): UpdateApiKey['credits'] {
  const was = creditsDraftOf(before)
  const wanted = creditsOf(draft)
  if (!wanted) return before ? null : undefined
  if (!before) return wanted
  const refilled = draft.refill !== was.refill || (draft.refill !== 'never' && draft.amount !== was.amount)
  const change = {
    ...(draft.remaining === was.remaining ? {} : { remaining: wanted.remaining }),
    ...(refilled ? { refill: wanted.refill } : {}),
  }
  return Object.keys(change).length > 0 ? change : undefined
}
