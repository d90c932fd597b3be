import type { HeaderRules } from '../../../../contract/gateway.ts'
import type { Config } from '../../../platform/env.ts'
import { openText, sealText } from '../../../platform/lib/crypto/sealing.ts'
import { SEALED_ROUTE_HEADERS } from '../../../platform/lib/crypto/sealing-purposes.ts'

type Sealed = Uint8Array<ArrayBuffer>

/** Encrypts the header rules of a route for requests; null if there are none. */
export const sealRequestHeaders = async (
  { dataKeys }: Pick<Config, 'dataKeys'>,
  rules: HeaderRules,
): Promise<Sealed | null> =>
  Object.keys(rules).length === 0 ? null : sealText(dataKeys, SEALED_ROUTE_HEADERS, JSON.stringify(rules))

/** Decrypted header rules; null if none of the current data keys can decrypt them. */
export async function openRequestHeaders(
  { dataKeys }: Pick<Config, 'dataKeys'>,
  sealed: Sealed | null,
): Promise<HeaderRules | null> {
  if (sealed === null) return {}
  const text = await openText(dataKeys, SEALED_ROUTE_HEADERS, sealed)
  return text === null ? null : JSON.parse(text)
}
