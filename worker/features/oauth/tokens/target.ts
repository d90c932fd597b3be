import type { Deps } from '../../../platform/deps.ts'
import { OAuthError } from '../protocol/oauth-error.ts'
import { resourceOf } from '../protocol/resource.ts'

/**
 * The resource that a token is asked for (RFC 8707, section 2.2); null: all. `bound`: the one that was authorized.
 *
 * @throws OAuthError `invalid_target` if it is not one of ours, or another than was authorized
 */
export function targetOf(
  form: URLSearchParams,
  bound: string | null,
  { url, config }: Pick<Deps, 'url' | 'config'>,
): string | null {
  const asked = form.getAll('resource')
  if (asked.length > 1) throw new OAuthError('invalid_target', 'A token is for one resource: name only one.')
  const [text] = asked
  if (text === undefined) return bound
  const resource = url === undefined ? null : resourceOf(text, url, config)
  if (resource === null) throw new OAuthError('invalid_target', 'This service has no such resource.')
  if (bound !== null && bound !== resource) {
    throw new OAuthError('invalid_target', `Access was allowed for ${bound} only.`)
  }
  return resource
}
