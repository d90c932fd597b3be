import type { ApiKey, CreateApiKey, UpdateApiKey } from '../../../../client/src/generated.ts'
import { same } from '../../../forms/form.ts'
import {
  type CreditsDraft,
  creditsChange,
  creditsDraftOf,
  creditsOf,
  creditsProblems,
  NO_CREDITS,
} from './credits-draft.ts'
import { metadataText, readMetadata } from './metadata-text.ts'
import { NO_ROTATION, type RotationDraft, rotationDraftOf, rotationOf, rotationProblems } from './rotation-draft.ts'

/** What the form holds while a person types: text stays text until it is sent. */
export type Draft = {
  name: string
  description: string
  environment: ApiKey['environment']
  scopes: string[]
  limits: Record<LimitName, LimitDraft>
  expiry: Expiry
  /** A day as an <input type="date"> has it, for a custom expiry. */
  expiryDay: string
  allowedIps: string
  consistency: ApiKey['consistency']
  capture: CaptureChoice
  /** Whether the key can be shown again; chosen once, when it is made. */
  recoverable: boolean
  rotation: RotationDraft
  credits: CreditsDraft
  tags: string[]
  ownerId: string
  /** JSON as it is typed. */
  metadata: string
}

/** Whether headers and bodies of its calls are kept: as the organization sets it, always or never. */
export type CaptureChoice = 'inherit' | 'always' | 'never'
const CAPTURES: Record<CaptureChoice, boolean | null> = { inherit: null, always: true, never: false }

export type LimitName = keyof ApiKey['rateLimit']
export type LimitDraft = { on: boolean; value: string }

export const EXPIRIES = ['never', '7', '30', '90', '365', 'custom'] as const
export type Expiry = (typeof EXPIRIES)[number]

const DAY_MS = 86_400_000

export const EMPTY_DRAFT: Draft = {
  name: '',
  description: '',
  environment: 'live',
  scopes: [],
  limits: {
    perMinute: { on: true, value: '60' },
    perHour: { on: true, value: '1000' },
    perDay: { on: true, value: '10000' },
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

const limitDraft = (limit: number | null, suggestion: string): LimitDraft => ({
  on: limit !== null,
  value: limit === null ? suggestion : String(limit),
})

/** The form for a key that exists. */
export function draftOf(key: ApiKey): Draft {
  return {
    name: key.name,
    description: key.description,
    environment: key.environment,
    scopes: key.scopes,
    limits: {
      perMinute: limitDraft(key.rateLimit.perMinute, '60'),
      perHour: limitDraft(key.rateLimit.perHour, '1000'),
      perDay: limitDraft(key.rateLimit.perDay, '10000'),
    },
    expiry: key.expiresAt ? 'custom' : 'never',
    expiryDay: key.expiresAt ? dayOf(new Date(key.expiresAt)) : '',
    allowedIps: key.allowedIps.join('\n'),
    consistency: key.consistency,
    capture: key.captureBodies === null ? 'inherit' : key.captureBodies ? 'always' : 'never',
    recoverable: key.recoverable,
    rotation: rotationDraftOf(key.rotation),
    credits: creditsDraftOf(key.credits),
    tags: key.tags,
    ownerId: key.ownerId ?? '',
    metadata: metadataText(key.metadata),
  }
}

/** A moment's day where the person is, as YYYY-MM-DD. */
export function dayOf(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** The last moment of a day where the person is: "until the 5th" includes the 5th. Null for what is no day. */
export function endOfDay(day: string): Date | null {
  const end = new Date(`${day}T23:59:59.999`)
  return Number.isNaN(end.getTime()) ? null : end
}

/** When the drafted key ends: null never, undefined when a custom day is missing or mistyped. */
export function expiryOf(draft: Draft, now: number): Date | null | undefined {
  if (draft.expiry === 'never') return null
  if (draft.expiry === 'custom') return endOfDay(draft.expiryDay) ?? undefined
  return new Date(now + Number(draft.expiry) * DAY_MS)
}

/** The addresses in the text: one per line, or between commas and spaces as pasted lists have them. */
export const addressesOf = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))]

const limitOf = ({ on, value }: LimitDraft): number | null => (on ? Number(value) : null)

/** The drafted limits as the API has them; null where one is off. */
export const limitsOf = ({ limits }: Pick<Draft, 'limits'>): ApiKey['rateLimit'] => ({
  perMinute: limitOf(limits.perMinute),
  perHour: limitOf(limits.perHour),
  perDay: limitOf(limits.perDay),
})

export type DraftProblem = 'needName' | 'needScope' | 'badLimit' | 'badDate' | 'badCredits' | 'badDays' | 'badMetadata'

/** Problems that can be found without the server, by path. The server checks everything again. */
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
  if (readMetadata(draft.metadata).problem) problems.metadata = 'badMetadata'
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
    metadata: readMetadata(draft.metadata).value ?? {},
  } satisfies CreateApiKey
}

/**
 * Only what the person changed: fields left alone are not sent, so that two people editing different fields do not undo
 * each other. An expiry whose day was not touched keeps its exact moment.
 */
export function changeOf(key: ApiKey, draft: Draft, now: number): UpdateApiKey {
  const before = draftOf(key)
  const wanted = creationOf(draft, now)
  const change: UpdateApiKey = {}
  if (wanted.name !== key.name) change.name = wanted.name
  if (wanted.description !== key.description) change.description = wanted.description
  if (!same([...wanted.scopes].sort(), [...key.scopes].sort())) change.scopes = wanted.scopes
  if (!same(limitsOf(draft), key.rateLimit)) change.rateLimit = limitsOf(draft)
  if (draft.expiry !== before.expiry || draft.expiryDay !== before.expiryDay) change.expiresAt = wanted.expiresAt
  if (!same(wanted.allowedIps, key.allowedIps)) change.allowedIps = wanted.allowedIps
  if (draft.consistency !== key.consistency) change.consistency = draft.consistency
  if (wanted.captureBodies !== key.captureBodies) change.captureBodies = wanted.captureBodies
  if (!same(wanted.rotation, rotationOf(before.rotation, key.recoverable))) change.rotation = wanted.rotation
  const credits = creditsChange(key.credits, draft.credits)
  if (credits !== undefined) change.credits = credits
  if (!same(draft.tags, key.tags)) change.tags = draft.tags
  if (wanted.ownerId !== key.ownerId) change.ownerId = wanted.ownerId
  if (!same(wanted.metadata, key.metadata)) change.metadata = wanted.metadata
  return change
}
