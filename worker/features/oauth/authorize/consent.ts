import { missingScopes } from '../../../../contract/scopes.data.ts'
import type { Client } from '../clients/find-client.ts'
import type { ValidRequest } from './request.ts'

/**
 * Whether the identity of an app is assured, so that it need not ask again for what was allowed before: it proves who it is with
 * a secret, or the organization vouches for it and only web pages of its own get codes. Any program on the user's device can
 * claim to be a public app with a loopback or custom-scheme redirect (RFC 8252, section 8.6).
 */
export function isIdentityAssured(client: Pick<Client, 'source' | 'type' | 'verified' | 'redirectUris'>): boolean {
  if (client.source !== 'organization') return false
  if (client.type === 'confidential') return true
  return client.verified && client.redirectUris.every((uri) => uri.startsWith('https://'))
}

/** What can be allowed of a request: the scopes that who is asked holds. `held` null: nothing bounds them. */
export const allowable = (scopes: readonly string[], held: readonly string[] | null): string[] =>
  held === null ? [...scopes] : scopes.filter((scope) => missingScopes(held, [scope]).length === 0)

/**
 * Whether somebody has to be asked. `allowed`: the scopes of their active grant, null without one.
 *
 * @param scopes those that can be allowed
 */
export const mustAsk = (
  client: Parameters<typeof isIdentityAssured>[0],
  { prompt }: Pick<ValidRequest, 'prompt'>,
  scopes: readonly string[],
  allowed: readonly string[] | null,
): boolean =>
  prompt.consent ||
  allowed === null ||
  scopes.length === 0 ||
  !isIdentityAssured(client) ||
  missingScopes(allowed, scopes).length > 0
