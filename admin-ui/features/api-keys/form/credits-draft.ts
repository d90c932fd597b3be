import type { ApiKey, CreateApiKey, Refill, UpdateApiKey } from '../../../../client/src/generated.ts'

export const REFILLS = ['never', 'hour', 'day', 'week', 'month'] as const satisfies readonly (
  | NonNullable<Refill>['interval']
  | 'never'
)[]

export type CreditsDraft = { on: boolean; remaining: string; refill: (typeof REFILLS)[number]; amount: string }

export const NO_CREDITS: CreditsDraft = { on: false, remaining: '1000', refill: 'never', amount: '1000' }

const MOST = 1_000_000_000

/** The form for the credits of a key that exists. */
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
  /^\d{1,10}$/.test(text.trim()) && Number(text) >= least && Number(text) <= MOST

/** What is wrong, by path: a count that is none. */
export function creditsProblems({ on, remaining, refill, amount }: CreditsDraft): Record<string, 'badCredits'> {
  if (!on) return {}
  return {
    ...(isCount(remaining, 0) ? {} : { 'credits.remaining': 'badCredits' }),
    ...(refill === 'never' || isCount(amount, 1) ? {} : { 'credits.refill': 'badCredits' }),
  }
}

/** The credits as the API takes them; null: as many calls as the limits allow. */
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
 * Only what the person changed, undefined for nothing. What is left goes down with every call, so a number nobody typed
 * is not sent: it would give back what was spent meanwhile.
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
