import type { Deps } from '../../../platform/deps.ts'
import { loadOnce } from '../../../platform/lib/load-once.ts'
import { type IdentityFacts, identityClaims } from './identity-claims.ts'
import { signerOf } from './signing-keys.ts'

const es256 = loadOnce(() => import('./es256.ts'))

/**
 * A JWT (ES256, valid for 60 s) about the caller, for the upstream. Upstreams verify it with the keys at
 * `/.well-known/jwks.json`. Throws `unavailable` if no key can be made.
 */
export async function signIdentity(
  deps: Pick<Deps, 'db' | 'config' | 'now' | 'waitUntil'>,
  facts: IdentityFacts,
): Promise<string> {
  const { kid, key } = await signerOf(deps)
  const { signJwt } = await es256()
  return signJwt(identityClaims(facts, deps.now), kid, key)
}
