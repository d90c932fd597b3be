import {
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  type JWTPayload,
  SignJWT,
} from 'jose'
import type { JsonObject } from '../../../platform/lib/json/json.ts'

const ALGORITHM = 'ES256'

/** A new key pair: the public part as a JWK, its thumbprint (RFC 7638) as its id, the private part as PKCS #8. */
export async function generateSigningKey(): Promise<{ kid: string; publicKey: JsonObject; privateKey: string }> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { extractable: true })
  const { kty = '', crv = '', x = '', y = '' } = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint({ kty, crv, x, y })
  return {
    kid,
    publicKey: { kty, crv, x, y, kid, alg: ALGORITHM, use: 'sig' },
    privateKey: await exportPKCS8(privateKey),
  }
}

/** The private part of a key, ready to sign. */
export const importSigningKey = (pkcs8: string): Promise<CryptoKey> => importPKCS8(pkcs8, ALGORITHM)

/** A signed JWT. */
export const signJwt = (claims: JWTPayload, kid: string, key: CryptoKey): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' }).sign(key)
