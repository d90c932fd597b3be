import type { SecretFinder } from '../../../platform/redaction/secret-finders.ts'
import { findKeys } from '../../api-keys/format/find-keys.ts'
import { TOKEN_PREFIX } from './token.ts'

/** Message of the 422 for a field that holds a token. It must not repeat the field's value. */
export const HOLDS_A_TOKEN =
  'must not hold the URL or token of an incoming webhook: people would read it in lists, exports and the audit log'

/** The paths of all strings that contain a whole token, which has the format of keys. */
export const findTokens: SecretFinder['find'] = ({ peppers }, value, mayHold) =>
  findKeys({ keyPrefix: TOKEN_PREFIX, peppers }, value, mayHold)
