import type { OAuthAuthorization } from '../../../../client/src/generated.ts'
import { m } from '../../../messages/index.ts'

/** Whether a scope allows more than to read. */
export const isWriting = (scope: string): boolean => !scope.endsWith(':read')

/** What the app will not be able to do, whatever it asks for. `chosen`: the scopes that would be allowed now. */
export function limitsOf({ scopes, subject }: OAuthAuthorization, chosen: readonly string[]): string[] {
  const isExternal = subject?.type === 'external'
  const lacking = scopes.filter(({ held }) => !held).map(({ label }) => label)
  const left = scopes.filter(({ scope, held }) => held && !chosen.includes(scope)).map(({ label }) => label)
  return [
    ...(lacking.length > 0 ? [m.oauth_consent_lacking({ labels: lacking.join(', ') })] : []),
    ...(left.length > 0 ? [m.oauth_consent_left_out({ labels: left.join(', ') })] : []),
    ...(chosen.some(isWriting) ? [] : [m.oauth_consent_no_writing()]),
    isExternal || chosen.includes('*') ? m.oauth_consent_no_password() : m.oauth_consent_no_members(),
  ]
}
