import type { LimitState } from '../../contract/common.ts'

const SECONDS = { minute: 60, hour: 3600, day: 86_400 } as const

export const RATE_LIMIT_HEADERS = ['RateLimit-Policy', 'RateLimit'] as const

/** `RateLimit-Policy` and `RateLimit` as the IETF draft draft-ietf-httpapi-ratelimit-headers writes them. */
export function rateLimitHeaders(
  limits: readonly LimitState[],
): Partial<Record<(typeof RATE_LIMIT_HEADERS)[number], string>> {
  let policy = ''
  let state = ''
  for (const { window, limit, remaining, resetSeconds } of limits) {
    const comma = policy === '' ? '' : ', '
    policy += `${comma}"${window}";q=${limit};w=${SECONDS[window]}`
    state += `${comma}"${window}";r=${remaining};t=${resetSeconds}`
  }
  return policy === '' ? {} : { 'RateLimit-Policy': policy, RateLimit: state }
}
