import { Gatehouse, type GatehouseOptions } from '../gatehouse.ts'
import { GatehouseError } from '../gatehouse-error.ts'
import type { Verdict } from '../generated.ts'
import { KeyCache } from './key-cache.ts'
import { type Refused, refuse, refuseMissing, refuseUnchecked } from './refusal.ts'

/** A key that was found valid: whose it is, and what it may do. */
export type VerifiedKey = Verdict

export type VerifyKeyOptions = GatehouseOptions & {
  /** A client to use, in place of the options of a new one. Its key needs the scope `api-keys:verify`. */
  gatehouse?: Gatehouse | undefined
  /** The scopes that the key must have. */
  scopes?: readonly string[] | undefined
  /** What the call costs of the limits and credits of the key. 1 by default. */
  cost?: number | undefined
  /**
   * For how many ms a valid verdict is used again, without a call. 0 by default, at most 60,000. For so long a key that
   * was revoked, disabled or narrowed still works, and calls count neither towards its limits nor in the log.
   */
  cacheMs?: number | undefined
  /** The realm of the challenge in a 401. */
  realm?: string | undefined
  /**
   * Lets requests with a key through while Gatehouse cannot be reached, with `apiKey` unset. By default they get 503.
   */
  failOpen?: boolean | undefined
  /** Learns why a key could not be checked. By default it is written to the console. */
  onError?: ((error: unknown) => void) | undefined
}

/** What is known of the request whose key is checked. */
export type Presented = {
  authorization: string | null | undefined
  apiKey: string | null | undefined
  ip: string | undefined
  method: string
  endpoint: string
  userAgent: string | null | undefined
}

export type Judged = { key: VerifiedKey | null; headers: Record<string, string>; refused: Refused | null }

/** Checks the keys of requests by `POST /api/v1/api-keys/verify`. Made once for all requests. */
export function keyVerifier(options: VerifyKeyOptions): (presented: Presented) => Promise<Judged> {
  const { scopes = [], cost = 1, cacheMs = 0, realm = 'api', failOpen = false } = options
  const { onError = (error: unknown) => console.error('An API key could not be checked:', error) } = options
  const gatehouse = options.gatehouse ?? new Gatehouse({ timeoutMs: 5_000, retries: 0, ...options })
  const cache = new KeyCache(cacheMs)

  return async ({ authorization, apiKey, ip, method, endpoint, userAgent }) => {
    const key = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? apiKey?.trim()
    if (!key) return { key: null, headers: {}, refused: refuseMissing(realm) }
    if (key.length > 512) return { key: null, headers: {}, refused: refuse(MALFORMED, scopes, realm) }
    // A verdict holds for the address, too.
    const name = `${key} ${ip ?? ''}`
    const cached = cache.find(name, Date.now())
    if (cached) return { key: cached, headers: {}, refused: null }
    const asked = Date.now()
    try {
      const verdict = await gatehouse.verifyApiKey({
        body: { key, scopes: [...scopes], cost, ...factsOf({ ip, method, endpoint, userAgent }) },
      })
      const headers = limitHeaders(verdict)
      if (!verdict.valid) return { key: null, headers, refused: refuse(verdict, scopes, realm) }
      cache.keep(name, verdict, asked)
      return { key: verdict, headers, refused: null }
    } catch (error) {
      onError(error)
      if (failOpen && isUnavailable(error)) return { key: null, headers: {}, refused: null }
      const wait = error instanceof GatehouseError ? error.retryAfterSeconds : null
      return { key: null, headers: {}, refused: refuseUnchecked(wait) }
    }
  }
}

const MALFORMED: Verdict = { valid: false, code: 'malformed' }

/** What a caller sends must not make the check itself fail, so what the API would refuse is left out. */
function factsOf({ ip, method, endpoint, userAgent }: Pick<Presented, 'ip' | 'method' | 'endpoint' | 'userAgent'>) {
  const address = ip?.replace(/%.*$/, '')
  const agent = clean(userAgent).slice(0, 200)
  return {
    ...(address && /^[\da-f.:]{2,45}$/i.test(address) ? { ip: address } : {}),
    ...(/^[A-Za-z]{1,16}$/.test(method) ? { method } : {}),
    ...(endpoint ? { endpoint: clean(endpoint).slice(0, 1_000) } : {}),
    ...(agent ? { userAgent: agent } : {}),
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
const clean = (text: string | null | undefined): string => (text ?? '').replace(/[\u0000-\u001f\u007f]/g, ' ')

/** Whether Gatehouse could not answer, as opposed to an answer that says that this check is set up wrongly. */
const isUnavailable = (error: unknown): boolean =>
  error instanceof GatehouseError && (error.kind !== 'refused' || error.status === 429 || error.status >= 500)

const SECONDS: Record<string, number> = { minute: 60, hour: 3600, day: 86_400 }

/** `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers), as Gatehouse itself sends them. */
function limitHeaders({ limits = [] }: Verdict): Record<string, string> {
  if (limits.length === 0) return {}
  return {
    'RateLimit-Policy': limits.map(({ window, limit }) => `"${window}";q=${limit};w=${SECONDS[window]}`).join(', '),
    RateLimit: limits
      .map(({ window, remaining, resetSeconds }) => `"${window}";r=${remaining};t=${resetSeconds}`)
      .join(', '),
  }
}
