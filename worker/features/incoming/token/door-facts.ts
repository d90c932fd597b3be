import { fromBase64, toBase64 } from '../../../platform/lib/crypto/encoding.ts'
import type { IncomingRow } from '../rows/incoming-store.ts'

/** What a request needs to know of its webhook. */
export type DoorFacts = Pick<
  IncomingRow,
  | 'target'
  | 'module'
  | 'action'
  | 'upsertField'
  | 'mapping'
  | 'eventType'
  | 'verification'
  | 'senderId'
  | 'sealedSecrets'
>

/** The facts as text. The guard keeps them with the policy, so that a request reads no row of its webhook. */
export const writeDoorFacts = ({ sealedSecrets, ...facts }: DoorFacts): string =>
  JSON.stringify({ ...facts, sealedSecrets: sealedSecrets && toBase64(sealedSecrets) })

/** The inverse of `writeDoorFacts`. */
export function readDoorFacts(text: string): DoorFacts {
  const { sealedSecrets, ...facts } = JSON.parse(text)
  return { ...facts, sealedSecrets: typeof sealedSecrets === 'string' ? fromBase64(sealedSecrets) : null }
}
