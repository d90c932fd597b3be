import type { Json } from '../../../platform/lib/json/json.ts'

const MAX_CHALLENGE = 1000

/**
 * What Slack wants to have back when a URL is entered: `{ "type": "url_verification", "challenge": "..." }`. Null for every other
 * payload.
 */
export function challengeIn(body: Json): string | null {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || body.type !== 'url_verification') return null
  const { challenge } = body
  return typeof challenge === 'string' && challenge.length > 0 && challenge.length <= MAX_CHALLENGE ? challenge : null
}
