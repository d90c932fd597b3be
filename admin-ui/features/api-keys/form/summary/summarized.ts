import type { ApiKey } from '../../../../../client/src/generated.ts'
import { now } from '../../../../hooks/clock.ts'
import { childExpiryOf, endOf } from '../draft/child-draft.ts'
import { addressesOf, type Draft, expiryOf, limitsOf } from '../draft/draft.ts'

/** What a key is: of a draft, or of a key that exists. */
export type Summarized = Pick<ApiKey, 'name' | 'environment' | 'scopes' | 'rateLimit' | 'recoverable'> & {
  /** Null: never; undefined: not known yet. */
  expiresAt: Date | null | undefined
  addresses: number
  rotation: { everyDays: number; automatic?: boolean } | null
}

/** What the draft will be. A number that is not valid yet is left out. */
export function summaryOfDraft(draft: Draft): Summarized {
  const { name, environment, scopes, recoverable, rotation } = draft
  const every = Number(rotation.everyDays)
  const valid = (limit: number | null) => (limit !== null && Number.isSafeInteger(limit) && limit > 0 ? limit : null)
  const { perMinute, perHour, perDay } = limitsOf(draft)
  return {
    name: name.trim(),
    environment,
    scopes,
    recoverable,
    rateLimit: { perMinute: valid(perMinute), perHour: valid(perHour), perDay: valid(perDay) },
    expiresAt: expiryOf(draft, now.value),
    addresses: addressesOf(draft.allowedIps).length,
    rotation: rotation.on && every > 0 ? { everyDays: every, automatic: rotation.automatic && recoverable } : null,
  }
}

/** What a key is. */
export function summaryOfKey(key: ApiKey): Summarized {
  return {
    ...key,
    expiresAt: key.expiresAt === null ? null : new Date(key.expiresAt),
    addresses: key.allowedIps.length,
  }
}

/** What the drafted child will be. */
export function summaryOfChild(draft: Draft, parent: ApiKey, now: number): Summarized {
  const own = summaryOfDraft(draft)
  const missing = draft.expiry === 'custom' && !draft.expiryDay
  return {
    ...own,
    rateLimit: {
      perMinute: own.rateLimit.perMinute ?? parent.rateLimit.perMinute,
      perHour: own.rateLimit.perHour ?? parent.rateLimit.perHour,
      perDay: own.rateLimit.perDay ?? parent.rateLimit.perDay,
    },
    expiresAt: missing ? undefined : (childExpiryOf(draft, parent, now) ?? endOf(parent)),
    addresses: own.addresses || parent.allowedIps.length,
  }
}
