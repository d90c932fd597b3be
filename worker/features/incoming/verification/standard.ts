import { fromBase64 } from '../../../platform/lib/crypto/encoding.ts'
import { standardSecretBytes } from './secret-bytes.ts'
import { hmacOf, isSignedBy, MISMATCH } from './signed-by.ts'
import { GENUINE, type Received, staleness, type Verdict, wrong } from './verdict.ts'

/** The prefixes of the three headers: those of the specification, and those of Svix, which came before. */
const FAMILIES = ['webhook', 'svix'] as const

/** The prefix of the headers that a request has. */
export const standardFamily = (headers: Headers): (typeof FAMILIES)[number] | undefined =>
  FAMILIES.find((family) => headers.has(`${family}-id`))

/**
 * Standard Webhooks: a `v1` signature of id, time and body under a base64 secret
 * (github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md).
 */
export async function verifyStandard(
  toleranceSeconds: number,
  secrets: readonly string[],
  { headers, body, receivedAt }: Received,
): Promise<Verdict> {
  const family = standardFamily(headers)
  const [id, time, signature] = ['id', 'timestamp', 'signature'].map((name) => headers.get(`${family}-${name}`))
  if (!family || !id || !time || !signature) {
    return wrong('One of the headers webhook-id, webhook-timestamp and webhook-signature is missing.')
  }
  const given = signature.split(' ').map((one) => (one.startsWith('v1,') ? fromBase64(one.slice(3)) : null))
  const keys = secrets.map(standardSecretBytes)
  const sign = (key: Uint8Array<ArrayBuffer>) => hmacOf('sha256', key, `${id}.${time}.`, body)
  if (!(await isSignedBy(keys, given, sign))) return wrong(MISMATCH)
  return staleness(time, receivedAt, toleranceSeconds) ?? GENUINE
}
