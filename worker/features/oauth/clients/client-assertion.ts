import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWK,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose'
import type { Deps } from '../../../platform/deps.ts'
import { issuerOf } from '../protocol/resource.ts'
import { ASSERTION_ALGORITHMS } from './assertion-algorithms.ts'
import { useAssertion } from './client-store.ts'
import type { Client } from './find-client.ts'

/** How long an assertion may be valid, seconds. */
const MAX_LIFETIME = 600
const CLOCK_TOLERANCE = 30
const MAX_LENGTH = 8000

/** The subject of a JWT that was not verified yet; null if there is none. */
export function subjectOf(assertion: string): string | null {
  if (assertion.length > MAX_LENGTH) return null
  try {
    return decodeJwt(assertion).sub ?? null
  } catch {
    return null
  }
}

/** The `kid` in the header of a JWT that was not verified yet; null if there is none. */
export function keyIdOf(assertion: string): string | null {
  try {
    return decodeProtectedHeader(assertion).kid ?? null
  } catch {
    return null
  }
}

/** Whether a JWT proves that its sender is this client (RFC 7523, section 3). Each is accepted once. */
export async function verifyAssertion(deps: Deps, client: Client, assertion: string): Promise<boolean> {
  if (client.publicKeys.length === 0 || deps.url === undefined) return false
  const issuer = issuerOf(deps.url)
  try {
    const { exp = 0, jti } = await verifiedClaims(assertion, client, {
      algorithms: ASSERTION_ALGORITHMS,
      issuer: client.clientId,
      subject: client.clientId,
      audience: [issuer, `${issuer}/oauth/token`, `${issuer}/oauth/par`],
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: new Date(deps.now),
      requiredClaims: ['exp', 'jti'],
    })
    if (typeof jti !== 'string' || jti === '' || jti.length > 200) return false
    if (exp * 1000 > deps.now + (MAX_LIFETIME + CLOCK_TOLERANCE) * 1000) return false
    return useAssertion(deps.db, { clientId: client.clientId, jti, expiresAt: (exp + CLOCK_TOLERANCE) * 1000 })
  } catch {
    return false
  }
}

/** The claims of a JWT that one of the client's keys has signed. A client with several keys need not name them. */
async function verifiedClaims(assertion: string, { publicKeys }: Client, options: JWTVerifyOptions) {
  const keys = createLocalJWKSet({ keys: publicKeys as JWK[] })
  try {
    return (await jwtVerify(assertion, keys, options)).payload
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    for await (const key of error) {
      const verified = await jwtVerify(assertion, key, options).catch((failure) => {
        if (failure instanceof errors.JWSSignatureVerificationFailed) return null
        throw failure
      })
      if (verified) return verified.payload
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}
