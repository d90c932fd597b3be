import { TOLERANCE_SECONDS } from '../../../../contract/incoming.data.ts'
import type { IncomingRow } from '../rows/incoming-store.ts'
import { verifyHeader } from './header.ts'
import { GITHUB, SHOPIFY, verifyHmac } from './hmac.ts'
import { verifySlack } from './slack.ts'
import { verifyStandard } from './standard.ts'
import { verifyStripe } from './stripe.ts'
import { GENUINE, type Received, type Verdict } from './verdict.ts'

/** Whether a request comes from the sender that shares one of the secrets. Reads no clock: its arrival is part of it. */
export async function verify(
  settings: IncomingRow['verification'],
  secrets: readonly string[],
  request: Received,
): Promise<Verdict> {
  const { kind, toleranceSeconds = TOLERANCE_SECONDS.default, header = '' } = settings
  switch (kind) {
    case 'none':
      return GENUINE
    case 'header':
      return verifyHeader(header, secrets, request)
    case 'hmac': {
      const { algorithm = 'sha256', encoding = 'hex', prefix = '', secretEncoding = 'text' } = settings
      return verifyHmac({ header, algorithm, encoding, prefix, secretEncoding }, secrets, request)
    }
    case 'standard':
      return verifyStandard(toleranceSeconds, secrets, request)
    case 'github':
      return verifyHmac(GITHUB, secrets, request)
    case 'stripe':
      return verifyStripe(toleranceSeconds, secrets, request)
    case 'shopify':
      return verifyHmac(SHOPIFY, secrets, request)
    case 'slack':
      return verifySlack(toleranceSeconds, secrets, request)
  }
}
