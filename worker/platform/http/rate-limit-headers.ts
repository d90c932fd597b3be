import type { LimitState } from '../../../contract/common.ts'

const SECONDS = { minute: 60, hour: 3600, day: 86_400 } as const

export const RATE_LIMIT_HEADERS = ['RateLimit-Policy', 'RateLimit'] as const

/** `RateLimit-Policy` and `RateLimit` of the IETF draft draft-ietf-httpapi-ratelimit-headers. */
export function rateLimitHeaders(
  limits: readonly LimitState[],
): Partial<Record<(typeof RATE_LIMIT_HEADERS)[number], string>> {
  if (limits.length === 0) return {}
  let state = ''
  for (const { window, remaining, resetSeconds } of limits) {
    state += `${state === '' ? '' : ', '}"${window}";r=${remaining};t=${resetSeconds}`
  }
  return { 'RateLimit-Policy': policyOf(limits), RateLimit: state }
}

/** The last policy. Most calls of an isolate are by keys with the same limits. */
let last = { limits: [] as Pick<LimitState, 'window' | 'limit'>[], text: '' }

function policyOf(limits: readonly LimitState[]): string {
  const isSame = (one: LimitState, at: number) =>
    last.limits[at]?.limit === one.limit && last.limits[at].window === one.window
  if (limits.length !== last.limits.length || !limits.every(isSame)) {
    last = {
      limits: limits.map(({ window, limit }) => ({ window, limit })),
      text: limits.map(({ window, limit }) => `"${window}";q=${limit};w=${SECONDS[window]}`).join(', '),
    }
  }
  return last.text
}
