import { fromHex, utf8 } from '../../../platform/lib/crypto/encoding.ts'
import { hmacOf, isSignedBy, MISMATCH } from './signed-by.ts'
import { GENUINE, type Received, staleness, type Verdict, wrong } from './verdict.ts'

const PREFIX = 'v0='

/** Slack: `X-Slack-Signature: v0=<hex>` of `v0:<time>:<body>` (docs.slack.dev, "Verifying requests from Slack"). */
export async function verifySlack(
  toleranceSeconds: number,
  secrets: readonly string[],
  { headers, body, receivedAt }: Received,
): Promise<Verdict> {
  const time = headers.get('x-slack-request-timestamp')
  const signature = headers.get('x-slack-signature')
  if (!time || !signature) return wrong('The header X-Slack-Signature or X-Slack-Request-Timestamp is missing.')
  const given = signature.startsWith(PREFIX) ? fromHex(signature.slice(PREFIX.length)) : null
  const sign = (key: Uint8Array<ArrayBuffer>) => hmacOf('sha256', key, `v0:${time}:`, body)
  if (!(await isSignedBy(secrets.map(utf8), [given], sign))) return wrong(MISMATCH)
  return staleness(time, receivedAt, toleranceSeconds) ?? GENUINE
}
