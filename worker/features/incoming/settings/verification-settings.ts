import type { VerificationInput } from '../../../../contract/incoming.ts'
import { Refusal } from '../../../platform/errors.ts'
import type { IncomingRow } from '../rows/incoming-store.ts'
import { secretBytes, standardSecretFault } from '../verification/secret-bytes.ts'

type Error = { path: string; message: string }

/** Settings and secrets of a verification, separated. */
export type SplitVerification = { verification: IncomingRow['verification']; secrets: string[] }

/**
 * Separates the secrets from the other settings of a verification. `kept`: those of now, which a change of the same kind
 * keeps where it names none. Throws `invalid` for a secret that is missing, empty, or not of the form of its kind.
 */
export function splitVerification(
  input: VerificationInput,
  kept: { kind: string; secrets: readonly string[] } | null,
): SplitVerification {
  if (input.kind === 'none') return { verification: { kind: 'none' }, secrets: [] }
  const { secret, previousSecret, ...verification } = input
  const [oldSecret, oldPrevious] = kept?.kind === input.kind ? kept.secrets : []
  const current = secret ?? oldSecret
  const previous = previousSecret === undefined ? (oldPrevious ?? null) : previousSecret
  const errors: Error[] = []
  if (current === undefined) errors.push({ path: 'verification.secret', message: 'is required' })
  const given: [string, string | null | undefined][] = [
    ['verification.secret', current],
    ['verification.previousSecret', previous],
  ]
  for (const [path, text] of given) {
    const fault = typeof text === 'string' ? secretFault(verification, text) : null
    if (fault !== null) errors.push({ path, message: fault })
  }
  if (errors.length > 0 || current === undefined) throw new Refusal({ kind: 'invalid', errors })
  return { verification, secrets: previous === null ? [current] : [current, previous] }
}

/** What is wrong with a secret; null if it can be used. */
function secretFault(verification: IncomingRow['verification'], secret: string): string | null {
  if (secret.trim() === '') return 'must not be empty'
  if (verification.kind === 'standard') return standardSecretFault(secret)
  if (verification.kind !== 'hmac') return null
  const bytes = secretBytes(secret, verification.secretEncoding ?? 'text')
  if (!bytes) return `is not ${verification.secretEncoding}`
  return bytes.length === 0 ? 'must not be empty: it stands for no bytes' : null
}
