import type { ProblemCode } from '../../../../contract/outcomes.data.ts'

/** The errors of RFC 6749 (section 5.2), RFC 8707 (section 2) and RFC 7591 (section 3.2.2). */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'invalid_redirect_uri'
  | 'invalid_client_metadata'
  | 'temporarily_unavailable'

/** A refusal of a protocol endpoint. `byHeader`: the client used the Authorization header. */
export class OAuthError extends Error {
  readonly code: OAuthErrorCode
  readonly description: string
  readonly byHeader: boolean
  readonly retryAfterSeconds: number | null
  constructor(
    code: OAuthErrorCode,
    description: string,
    { byHeader = false, retryAfterSeconds = null }: { byHeader?: boolean; retryAfterSeconds?: number | null } = {},
  ) {
    super(code)
    this.name = 'OAuthError'
    this.code = code
    this.description = description
    this.byHeader = byHeader
    this.retryAfterSeconds = retryAfterSeconds
  }
}

function statusOf({ code, retryAfterSeconds }: OAuthError): 400 | 401 | 429 | 503 {
  if (code === 'invalid_client') return 401
  if (code !== 'temporarily_unavailable') return 400
  return retryAfterSeconds === null ? 503 : 429
}

/** RFC 6749, sections 5.1 and 5.2: neither tokens nor errors may be cached. */
export const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' }

/** The characters that an `error_description` may have: no quotes, no backslash, ASCII only. */
export const descriptionText = (text: string): string => text.replaceAll(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, '?')

/** What a protocol endpoint answers to a refused request (RFC 6749, section 5.2), and the outcome for the log. */
export function oauthErrorAnswer(error: OAuthError): {
  status: 400 | 401 | 429 | 503
  body: { error: OAuthErrorCode; error_description: string }
  headers: Record<string, string>
  outcome: ProblemCode
} {
  const { code, description, byHeader, retryAfterSeconds } = error
  const status = statusOf(error)
  return {
    status,
    body: { error: code, error_description: descriptionText(description) },
    headers: {
      ...NO_STORE,
      ...(status === 401 && byHeader && { 'www-authenticate': 'Basic realm="gatehouse"' }),
      ...(status === 503 && { 'retry-after': '1' }),
      ...(retryAfterSeconds !== null && { 'retry-after': String(retryAfterSeconds) }),
    },
    outcome: `oauth_${code}`,
  }
}
