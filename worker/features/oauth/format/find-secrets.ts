import { decoded } from '../../../platform/redaction/redact.ts'
import type { SecretFinder } from '../../../platform/redaction/secret-finders.ts'
import { holdsKey, pathsOfTexts } from '../../api-keys/format/find-keys.ts'
import { ACCESS_PREFIX, holdsAccessToken } from './access-token.ts'
import { SECRET_PREFIXES } from './secrets.ts'

/** Message of the 422 for a field that holds a secret of OAuth. It must not repeat the field's value. */
export const HOLDS_AN_OAUTH_SECRET =
  'must not hold a token, code or client secret of an OAuth app: people would read it in lists, exports and the audit log'

/** Maximum number of candidates per input whose MAC is verified; each costs one HMAC per pepper. */
const MAX_CHECKED = 1000

/** No secret is shorter. */
const MIN_LENGTH = 57

/** The paths of all strings that contain a whole access token, refresh token, authorization code or client secret. */
export const findOAuthSecrets: SecretFinder['find'] = ({ peppers }, value, mayHold) => {
  const budget = { left: MAX_CHECKED }
  const holds = (text: string): boolean => {
    if (text.length < MIN_LENGTH) return false
    const plain = text.includes('%') ? decoded(text) : text
    if (!plain.includes('_live_') && !plain.includes('_test_')) return false
    return (
      SECRET_PREFIXES.some((keyPrefix) => holdsKey({ keyPrefix, peppers }, plain, budget)) ||
      (plain.includes(`${ACCESS_PREFIX}_`) && holdsAccessToken(plain, peppers, budget))
    )
  }
  return pathsOfTexts(value, holds, mayHold)
}
