import { fromHex, utf8 } from '../../../platform/lib/crypto/encoding.ts'
import { hmacOf, isSignedBy, MISMATCH } from './signed-by.ts'
import { GENUINE, type Received, staleness, type Verdict, wrong } from './verdict.ts'

/**
 * Stripe: `Stripe-Signature: t=<seconds>,v1=<hex>`. While a secret is rolled there are several `v1`, and any of them may match.
 * Other schemes are ignored (docs.stripe.com/webhooks/signature).
 */
export async function verifyStripe(
  toleranceSeconds: number,
  secrets: readonly string[],
  { headers, body, receivedAt }: Received,
): Promise<Verdict> {
  const header = headers.get('stripe-signature')
  if (header === null) return wrong('The header Stripe-Signature is missing.')
  const parts = header.split(',').map((part): [string, string] => {
    const at = part.indexOf('=')
    return at === -1 ? [part.trim(), ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()]
  })
  const time = parts.find(([scheme]) => scheme === 't')?.[1]
  const given = parts.filter(([scheme]) => scheme === 'v1').map(([, signature]) => fromHex(signature))
  if (!time || given.length === 0) return wrong('The header Stripe-Signature has no time or no v1 signature.')
  const sign = (key: Uint8Array<ArrayBuffer>) => hmacOf('sha256', key, `${time}.`, body)
  if (!(await isSignedBy(secrets.map(utf8), given, sign))) return wrong(MISMATCH)
  return staleness(time, receivedAt, toleranceSeconds) ?? GENUINE
}
