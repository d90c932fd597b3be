import { type PresentedCredential, verifiers } from '../../auth/verifier.ts'
import type { Deps } from '../../deps.ts'

/**
 * The id of the organization of a credential, without verifying it: what has to be known before its guard is asked. Null if no
 * verifier knows it, which then refuses it. Usually needs no I/O.
 */
export async function organizationOfCredential(deps: Deps, presented: PresentedCredential): Promise<string | null> {
  for (const { organizationOf } of verifiers().tokens) {
    const id = organizationOf && (await organizationOf(deps, presented))
    if (id) return id
  }
  return null
}
