import type { AnyProvider } from '../../../../contract/connectors.data.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid } from '../../../platform/errors.ts'
import { targetPolicyOf } from '../../../platform/outbound/self-hosts.ts'
import { checkTarget } from '../../../platform/outbound/target-url.ts'
import { providerOf } from '../providers/all.ts'

/** Characters of the end of a URL that are shown, and how long the rest must be for that. */
const SHOWN = 4
const LONG_ENOUGH = 16

/** A URL as people see it: its origin and its last characters, because everything between may be a token. */
export function maskAddress(url: URL): string {
  const rest = `${url.pathname}${url.search}`.replace(/\/+$/, '')
  return rest === '' ? url.origin : `${url.origin}/…${rest.length < LONG_ENOUGH ? '' : rest.slice(-SHOWN)}`
}

/**
 * A URL for a provider, checked by the policy for outbound calls and by the provider's own rules. Throws `invalid` that names
 * `path`, the field of the request.
 */
export async function checkAddress(deps: Deps, provider: AnyProvider, text: string, path: string): Promise<URL> {
  const policy = await targetPolicyOf(deps)
  const target = checkTarget(text, policy)
  if (!target.ok) throw invalid(path, target.message)
  // In local development a receiver on the same machine may stand for any platform.
  const isLocal = policy.local && target.url.protocol === 'http:'
  const problem = isLocal ? null : (await providerOf(provider)).urlProblem(target.url)
  if (problem !== null) throw invalid(path, problem)
  return target.url
}
