import type { LogOwner } from '../../../platform/auth/verifier.ts'
import type { Deps } from '../../../platform/deps.ts'
import { presentedSecrets } from '../clients/authenticate-client.ts'
import { findOwnApp } from '../clients/client-store.ts'
import { readAccessToken } from '../format/access-token.ts'
import { readSecret } from '../format/secrets.ts'
import { findOwner, findOwnerOfFamily } from '../verification/owner-store.ts'

const TOKENS = ['code', 'refresh_token', 'token'] as const

/** Whether a request contains a text in the place of a credential, whatever it is. */
export const presentsCredential = (request: Request, form: URLSearchParams): boolean =>
  request.headers.has('authorization') || [...TOKENS, 'client_secret', 'client_assertion'].some((one) => form.has(one))

type Owner = { organizationId: string; id: string; environment: 'live' | 'test' }

/** How a request to a protocol endpoint is logged for an app. */
export const ownerOf = ({ organizationId, id, environment }: Owner): LogOwner => ({
  organizationId,
  appId: id,
  environment,
  type: 'auth',
  keyId: null,
  previousSecret: false,
})

/**
 * The app to which a token, a code or a client secret in a request belongs, even if it is not valid any more; null if there
 * is none. Only texts whose checksum is right are looked up, so a stranger cannot fill the log of an app whose client ID is
 * known.
 */
export async function findOwnerIn(deps: Deps, request: Request, form: URLSearchParams): Promise<LogOwner | null> {
  const { db, config } = deps
  for (const name of TOKENS) {
    const text = form.get(name)
    if (text === null) continue
    const access = readAccessToken(text, config.peppers)
    const owner = access && (await findOwner(db, access.token.reference))
    if (access && owner) return ownerOf({ ...owner, id: owner.appId, environment: access.token.environment })
    const secret = readSecret('code', text, config.peppers) ?? readSecret('refresh', text, config.peppers)
    const family = secret && (await findOwnerOfFamily(db, secret.reference))
    if (secret && family) return ownerOf({ ...family, id: family.appId, environment: secret.environment })
  }
  for (const { clientId, secret } of presentedSecrets(request, form)) {
    if (!readSecret('clientSecret', secret, config.peppers)) continue
    const app = await findOwnApp(db, clientId)
    if (app) return ownerOf(app)
  }
  return null
}
