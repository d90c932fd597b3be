import type { Credits, Rotation, UpdateApiKey } from '../../../../contract/api-keys.ts'
import { invalid } from '../../../platform/errors.ts'
import type { KeyRow } from './store.ts'

/** Credits as database columns, set when the key is at `version`. */
export const creditColumns = (credits: Credits | null, version: number) => ({
  credits: credits?.remaining ?? null,
  creditsVersion: credits ? version : null,
  refillAmount: credits?.refill?.amount ?? null,
  refillInterval: credits?.refill?.interval ?? null,
})

/** A rotation schedule as database columns. */
export const rotationColumns = (rotation: Rotation | null) => ({
  rotationDays: rotation?.everyDays ?? null,
  rotationGraceSeconds: rotation?.graceSeconds ?? null,
  rotationAutomatic: rotation?.automatic ? 1 : 0,
})

/**
 * Whether headers and bodies of the key's calls are captured, as a database column; null: the organization's setting
 * applies.
 */
export const captureColumn = (capture: boolean | null): number | null => (capture === null ? null : Number(capture))

/** The columns that a change of credits sets. Throws `invalid` for a refill on a key without credits. */
export function changedCredits(row: KeyRow, credits: UpdateApiKey['credits']) {
  if (credits === undefined) return {}
  if (credits === null) return row.credits === null ? {} : creditColumns(null, 0)
  if (credits.remaining === undefined && row.credits === null) {
    throw invalid('credits.remaining', 'is required: the key has no credits yet')
  }
  const refill =
    credits.refill === undefined
      ? {}
      : { refillAmount: credits.refill?.amount ?? null, refillInterval: credits.refill?.interval ?? null }
  // Reset even if the number is the same as before: calls have spent credits since.
  const amount = credits.remaining === undefined ? {} : { credits: credits.remaining, creditsVersion: row.version + 1 }
  return { ...amount, ...refill }
}

/** The columns that a change of the schedule sets. Throws `invalid` if nobody would be able to see the new secret. */
export function changedRotation(row: KeyRow, rotation: UpdateApiKey['rotation']) {
  if (rotation === undefined) return {}
  if (rotation?.automatic && row.recoverable !== 1) {
    throw invalid('rotation.automatic', 'requires a recoverable key: otherwise no one could read the new secret')
  }
  return rotationColumns(rotation)
}
