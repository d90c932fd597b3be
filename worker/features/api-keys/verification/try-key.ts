import type { GuardAnswer } from '../../../platform/credential-guard/guard-answer.ts'
import type { Ask } from '../../../platform/credential-guard/stored-policy.ts'
import type { Database } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { Config } from '../../../platform/env.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { type PresentedKey, readKey } from '../format/key-format.ts'
import { askGuard } from '../guard/key-guard.ts'
import { findImported, forgetImported } from '../imported/find-imported.ts'

const upgrades = loadOnce(() => import('../imported/upgrade.ts'))

/** Longer texts are not keys of this installation and are not hashed. */
const MAX_KEY_LENGTH = 80

/**
 * The parts of a presented key; null if the checksum alone refuses it, without database or object. A text of another
 * form may be an imported key, which may cost a read of the database; `unavailable` if that read failed.
 */
export function presentedKeyOf(
  from: { db: Database; config: Config },
  text: string,
): PresentedKey | Promise<PresentedKey | null | 'unavailable'> {
  const { keyPrefix, peppers } = from.config
  const native = text.length > MAX_KEY_LENGTH ? null : readKey(keyPrefix, text, peppers)
  return native ?? findImported(from, text)
}

/** Lets the key's guard decide on one call, in one object call; locally if this isolate holds a lease of the key. */
export function tryKey(
  deps: Pick<Deps, 'db' | 'guards' | 'waitUntil'>,
  presented: PresentedKey,
  call: Omit<Ask, 'hash' | 'digestHash' | 'pepperVersion'>,
): GuardAnswer | Promise<GuardAnswer> {
  const { hash, digestHash, pepperVersion, reference } = presented
  const { scopes, ip, cost, explain, organizationId } = call
  const ask: Ask = { hash, pepperVersion, scopes, ip, cost, explain, organizationId }
  return digestHash ? tryImported(deps, presented, { ...ask, digestHash }) : askGuard(deps.guards, reference, ask)
}

async function tryImported(
  deps: Pick<Deps, 'db' | 'guards' | 'waitUntil'>,
  presented: PresentedKey,
  ask: Ask,
): Promise<GuardAnswer> {
  const answer = await askGuard(deps.guards, presented.reference, ask)
  if (answer.code === 'unknown') forgetImported(presented.reference)
  if (answer.code === 'ok' && answer.digestUsed) {
    const { upgradeImported } = await upgrades()
    upgradeImported(deps, presented, answer)
  }
  return answer
}
