import type { ApiKey, CreateApiKey } from '../../../../../client/src/generated.ts'
import { DEFAULT_RATE_LIMIT } from '../../../../../contract/api-keys.data.ts'
import { type CreditsDraft, creditsOf, creditsProblems, NO_CREDITS } from './credits-draft.ts'
import { metadataValue } from './metadata-value.ts'
import { NO_ROTATION, type RotationDraft, rotationOf, rotationProblems } from './rotation-draft.ts'

/** The state of the form while the user types: text stays text until it is sent. */
export type Draft = {
  name: string
  description: string
  environment: ApiKey['environment']
  scopes: string[]
  limits: Record<LimitName, LimitDraft>
  expiry: Expiry
  /** The value of an <input type="date">, for a custom expiry. */
  expiryDay: string
  allowedIps: string
  consistency: ApiKey['consistency']
  capture: CaptureChoice
  /** Whether the key can be shown again; can only be chosen at creation. */
  recoverable: boolean
  rotation: RotationDraft
  credits: CreditsDraft
  tags: string[]
  ownerId: string
  /** JSON text as typed. */
  metadata: string
}

/** Whether headers and bodies of the key's calls are captured: as the organization sets it, always or never. */
export type CaptureChoice = 'inherit' | 'always' | 'never'
const CAPTURES: Record<CaptureChoice, boolean | null> = { inherit: null, always: true, never: false }

export type LimitName = keyof ApiKey['rateLimit']
export type LimitDraft = { on: boolean; value: string }

export const EXPIRIES = ['never', '7', '30', '90', '365', 'custom'] as const
export type Expiry = (typeof EXPIRIES)[number]

const DAY_MS = 86_400_000

/** A limit that is off suggests the default of a new key. */
export const limitDraft = (limit: number | null, name: LimitName): LimitDraft => ({
  on: limit !== null,
  value: String(limit ?? DEFAULT_RATE_LIMIT[name]),
})

export const EMPTY_DRAFT: Draft = {
  name: '',
  description: '',
  environment: 'live',
  scopes: [],
  limits: {
    perMinute: limitDraft(DEFAULT_RATE_LIMIT.perMinute, 'perMinute'),
    perHour: limitDraft(DEFAULT_RATE_LIMIT.perHour, 'perHour'),
    perDay: limitDraft(DEFAULT_RATE_LIMIT.perDay, 'perDay'),
  },
  expiry: 'never',
  expiryDay: '',
  allowedIps: '',
  consistency: 'edge',
  capture: 'inherit',
  recoverable: false,
  rotation: NO_ROTATION,
  credits: NO_CREDITS,
  tags: [],
  ownerId: '',
  metadata: '',
}

/** The local date of a moment, as YYYY-MM-DD. */
export function dayOf(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** The last moment of a local date: "until the 5th" includes the 5th. Null for an invalid date. */
export function endOfDay(day: string): Date | null {
  const end = new Date(`${day}T23:59:59.999`)
  return Number.isNaN(end.getTime()) ? null : end
}

/** When the drafted key expires: null never, undefined if a custom day is missing or invalid. */
export function expiryOf(draft: Draft, now: number): Date | null | undefined {
  if (draft.expiry === 'never') return null
  if (draft.expiry === 'custom') return endOfDay(draft.expiryDay) ?? undefined
  return new Date(now + Number(draft.expiry) * DAY_MS)
}

/** The IP addresses in the text: one per line, or separated by commas and spaces as in pasted lists. */
export const addressesOf = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))]

const limitOf = ({ on, value }: LimitDraft): number | null => (on ? Number(value) : null)

/** The drafted limits for the API; null for a limit that is off. */
export const limitsOf = ({ limits }: Pick<Draft, 'limits'>): ApiKey['rateLimit'] => ({
  perMinute: limitOf(limits.perMinute),
  perHour: limitOf(limits.perHour),
  perDay: limitOf(limits.perDay),
})

export type DraftProblem =
  | 'aboveParent'
  | 'afterParent'
  | 'needName'
  | 'needScope'
  | 'badLimit'
  | 'badDate'
  | 'badCredits'
  | 'badDays'
  | 'badMetadata'

/** Client-side validation errors, by path. The server checks everything again. */
export function problemsOf(draft: Draft, now: number): Record<string, DraftProblem> {
  const problems: Record<string, DraftProblem> = {
    ...creditsProblems(draft.credits),
    ...rotationProblems(draft.rotation),
  }
  if (!draft.name.trim()) problems.name = 'needName'
  if (draft.scopes.length === 0) problems.scopes = 'needScope'
  for (const [name, limit] of Object.entries(draft.limits)) {
    if (limit.on && !/^[1-9]\d*$/.test(limit.value.trim())) problems[`rateLimit.${name}`] = 'badLimit'
  }
  const expiry = expiryOf(draft, now)
  if (expiry === undefined || (expiry && expiry.getTime() <= now)) problems.expiresAt = 'badDate'
  if (metadataValue(draft.metadata) === null) problems.metadata = 'badMetadata'
  return problems
}

/** The body that creates the drafted key. */
export function creationOf(draft: Draft, now: number) {
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    environment: draft.environment,
    scopes: draft.scopes,
    rateLimit: limitsOf(draft),
    expiresAt: expiryOf(draft, now)?.toISOString() ?? null,
    allowedIps: addressesOf(draft.allowedIps),
    consistency: draft.consistency,
    captureBodies: CAPTURES[draft.capture],
    recoverable: draft.recoverable,
    rotation: rotationOf(draft.rotation, draft.recoverable),
    credits: creditsOf(draft.credits),
    tags: draft.tags,
    ownerId: draft.ownerId.trim() || null,
    metadata: metadataValue(draft.metadata) ?? {},
  } satisfies CreateApiKey
}
