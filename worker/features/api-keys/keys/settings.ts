import type { Credits, Rotation, UpdateApiKey } from '../../../../contract/api-keys.ts'
import { invalid } from '../../../platform/errors.ts'
import type { KeyRow } from './store.ts'

/** Credits as they are stored, set when the key stands at `version`. */
export const creditColumns = (credits: Credits | null, version: number) => ({
  credits: credits?.remaining ?? null,
  creditsVersion: credits ? version : null,
  refillAmount: credits?.refill?.amount ?? null,
  refillInterval: credits?.refill?.interval ?? null,
})

/** A schedule of rotation as it is stored. */
export const rotationColumns = (rotation: Rotation | null) => ({
  rotationDays: rotation?.everyDays ?? null,
  rotationGraceSeconds: rotation?.graceSeconds ?? null,
  rotationAutomatic: rotation?.automatic ? 1 : 0,
})

/** Whether headers and bodies of its calls are kept, as it is stored; null: as the organization says. */
export const captureColumn = (capture: boolean | null): number | null => (capture === null ? null : Number(capture))

/** The columns that a change of credits asks for. Throws `invalid` when a key without credits is given a refill alone. */
export function changedCredits(row: KeyRow, credits: UpdateApiKey['credits']) {
  if (credits === undefined) return {}
  if (credits === null) return row.credits === null ? {} : creditColumns(null, 0)
  if (credits.remaining === undefined && row.credits === null) {
    throw invalid('credits.remaining', 'is needed: the key has no credits yet')
  }
  const refill =
    credits.refill === undefined
      ? {}
      : { refillAmount: credits.refill?.amount ?? null, refillInterval: credits.refill?.interval ?? null }
  // Set anew even when it is the number that was set before: calls have been spent since.
  const amount = credits.remaining === undefined ? {} : { credits: credits.remaining, creditsVersion: row.version + 1 }
  return { ...amount, ...refill }
}

/** The columns that a change of the schedule asks for. Throws `invalid` when nobody would ever see the new secret. */
export function changedRotation(row: KeyRow, rotation: UpdateApiKey['rotation']) {
  if (rotation === undefined) return {}
  if (rotation?.automatic && row.recoverable !== 1) {
    throw invalid('rotation.automatic', 'needs a recoverable key: nobody would ever see the new secret')
  }
  return rotationColumns(rotation)
}
