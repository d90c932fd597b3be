import type { Config } from '../env.ts'
import type { Ask } from './admission.ts'
import type { GuardAnswer } from './guard-answer.ts'
import { type PresentedKey, readKey } from './key-format.ts'
import { askGuard } from './key-guard-client.ts'
import type { KeyGuard } from './key-guard-object.ts'

/** Longer texts are no keys, and are not worth hashing. */
const MAX_KEY_LENGTH = 80

/** What a presented key says of itself; null when arithmetic alone refuses it: no database, no object. */
export async function presentedKeyOf(config: Config, text: string): Promise<PresentedKey | null> {
  return text.length > MAX_KEY_LENGTH ? null : readKey(config.keyPrefix, text, config.peppers)
}

/** Lets the key's guard decide on one call, in one object call. */
export function tryKey(
  guards: DurableObjectNamespace<KeyGuard>,
  { hash, pepperVersion, reference }: PresentedKey,
  call: Omit<Ask, 'hash' | 'pepperVersion'>,
): Promise<GuardAnswer> {
  return askGuard(guards, reference, { ...call, hash, pepperVersion })
}
