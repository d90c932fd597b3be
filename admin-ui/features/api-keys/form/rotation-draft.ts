import type { ApiKey, Rotation } from '../../../../client/src/generated.ts'

export type RotationDraft = { on: boolean; everyDays: string; automatic: boolean; graceSeconds: number }

export const NO_ROTATION: RotationDraft = { on: false, everyDays: '90', automatic: false, graceSeconds: 86_400 }

/** How long the old secret may stay good after a rotation by itself, in seconds. */
export const ROTATION_GRACES: readonly number[] = [3600, 86_400, 604_800]

const MOST_DAYS = 730

/** The form for the schedule of a key that exists. */
export const rotationDraftOf = (rotation: ApiKey['rotation']): RotationDraft =>
  rotation ? { ...NO_ROTATION, ...rotation, on: true, everyDays: String(rotation.everyDays) } : NO_ROTATION

/** What is wrong, by path: days that are none. */
export function rotationProblems({ on, everyDays }: RotationDraft): Record<string, 'badDays'> {
  const days = /^\d{1,3}$/.test(everyDays.trim()) ? Number(everyDays) : 0
  return !on || (days >= 1 && days <= MOST_DAYS) ? {} : { 'rotation.everyDays': 'badDays' }
}

/** The schedule as the API takes it. A key that is not kept is never rotated by itself: nobody would see the new secret. */
export const rotationOf = (draft: RotationDraft, recoverable: boolean): Rotation | null =>
  draft.on
    ? {
        everyDays: Number(draft.everyDays),
        automatic: draft.automatic && recoverable,
        graceSeconds: draft.graceSeconds,
      }
    : null
