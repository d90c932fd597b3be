import { SCOPE_GROUPS } from '../../../../contract/scope-catalog.data.ts'
import type { Deps } from '../../../platform/deps.ts'
import { ASSERTION_ALGORITHMS } from '../clients/assertion-algorithms.ts'
import { authorizationServerOf, issuerOf, resourceOf } from '../protocol/resource.ts'
import { isRegistrationOpen } from '../rows/settings-store.ts'

/** Scopes of the built-in catalog. `*` is left out, so that no client asks for everything only because it is listed. */
const SCOPES = SCOPE_GROUPS.flatMap(({ scopes }) => scopes.map(({ scope }) => scope)).filter((scope) => scope !== '*')

const AUTH_METHODS = ['client_secret_basic', 'client_secret_post', 'private_key_jwt']

/** What clients need to know of the authorization server at a URL (RFC 8414, section 2). */
export async function serverMetadata(deps: Deps, url: string) {
  const issuer = issuerOf(url)
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    pushed_authorization_request_endpoint: `${issuer}/oauth/par`,
    ...((await isRegistrationOpen(deps.db)) && { registration_endpoint: `${issuer}/oauth/register` }),
    scopes_supported: SCOPES,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    token_endpoint_auth_methods_supported: [...AUTH_METHODS, 'none'],
    token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    revocation_endpoint_auth_methods_supported: [...AUTH_METHODS, 'none'],
    revocation_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    introspection_endpoint_auth_methods_supported: AUTH_METHODS,
    introspection_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: true,
  }
}

/**
 * What clients need to know of a resource (RFC 9728, section 2); null if there is none at this path. `path`: what follows
 * `/.well-known/oauth-protected-resource`.
 */
export function resourceMetadata({ config }: Pick<Deps, 'config'>, url: string, path: string) {
  const resource = resourceOf(issuerOf(url) + path, url, config)
  return (
    resource && {
      resource,
      authorization_servers: [authorizationServerOf(url, config)],
      // No scopes_supported: clients would ask for all of them, more than most apps may ask for.
      bearer_methods_supported: ['header'],
      resource_name: 'Gatehouse',
    }
  )
}
