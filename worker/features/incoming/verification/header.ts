import { equalSecrets } from '../../../platform/lib/crypto/crypto.ts'
import { GENUINE, type Received, type Verdict, wrong } from './verdict.ts'

/** A secret that the sender puts into a header. */
export async function verifyHeader(header: string, secrets: readonly string[], request: Received): Promise<Verdict> {
  const given = request.headers.get(header)
  if (given === null) return wrong(`The header ${header} is missing.`)
  const matches = await Promise.all(secrets.filter((one) => one !== '').map((secret) => equalSecrets(secret, given)))
  return matches.includes(true) ? GENUINE : wrong(`The header ${header} does not hold the secret.`)
}
