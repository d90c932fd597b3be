import type { ApiKey, Rotation } from '../../../../../client/src/generated.ts'
import { GRACE_SECONDS, MAX_ROTATION_DAYS } from '../../../../../contract/api-keys.data.ts'

export type RotationDraft = { on: boolean; everyDays: string; automatic: boolean; graceSeconds: number }

export const NO_ROTATION: RotationDraft = {
  on: false,
  everyDays: '90',
  automatic: false,
  graceSeconds: GRACE_SECONDS.default,
}

/** Grace periods that can be chosen for automatic rotations, in seconds. */
export const ROTATION_GRACES: readonly number[] = [3600, 86_400, GRACE_SECONDS.max]

/** The draft for the schedule of an existing key. */
export const rotationDraftOf = (rotation: ApiKey['rotation']): RotationDraft =>
  rotation ? { ...NO_ROTATION, ...rotation, on: true, everyDays: String(rotation.everyDays) } : NO_ROTATION

/** Validation errors by path: an invalid number of days. */
export function rotationProblems({ on, everyDays }: RotationDraft): Record<string, 'badDays'> {
  const days = /^\d{1,3}$/.test(everyDays.trim()) ? Number(everyDays) : 0
  return !on || (days >= 1 && days <= MAX_ROTATION_DAYS) ? {} : { 'rotation.everyDays': 'badDays' }
}

/**
 * The schedule for the API. A key that is not recoverable is never rotated automatically, because nobody would see the
 * new secret.
 */
export const rotationOf = (draft: RotationDraft, recoverable: boolean): Rotation | null =>
  draft.on
    ? {
        everyDays: Number(draft.everyDays),
        automatic: draft.automatic && recoverable,
        graceSeconds: draft.graceSeconds,
      }
    : null
