/** What is left of a rate limit. */
export type RateLimitState = { window: string; limit: number; remaining: number; resetSeconds: number }

/**
 * Reads `RateLimit-Policy` and `RateLimit` of an answer (draft-ietf-httpapi-ratelimit-headers). Empty if they are
 * missing, as on a call with the session of a browser.
 */
export function rateLimitOf(headers: Headers | undefined): RateLimitState[] {
  const policies = itemsOf(headers?.get('ratelimit-policy'))
  return itemsOf(headers?.get('ratelimit')).map(({ name, numbers }) => ({
    window: name,
    limit: policies.find((one) => one.name === name)?.numbers.q ?? 0,
    remaining: numbers.r ?? 0,
    resetSeconds: numbers.t ?? 0,
  }))
}

/** The items of `"minute";r=42;t=17, "hour";r=900;t=1200`. */
function itemsOf(header: string | null | undefined) {
  return [...(header ?? '').matchAll(/"([^"]*)"((?:;\w+=\d+)*)/g)].map(([, name = '', parameters = '']) => ({
    name,
    numbers: Object.fromEntries(
      [...parameters.matchAll(/;(\w+)=(\d+)/g)].map(([, key = '', value]) => [key, Number(value)]),
    ),
  }))
}
