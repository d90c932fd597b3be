import { VerifyApiKey } from '../../../../contract/api-keys.ts'
import { EVERY_ORGANIZATION, systemActor } from '../../../platform/auth/actor.ts'
import { Refusal } from '../../../platform/errors.ts'
import { rpcMethod } from '../../../platform/rpc/method.ts'
import { verifyApiKey } from './verify.ts'

/** What the log shows of a verified call if the backend does not report which endpoint was called. */
const VERIFY = { endpoint: '/rpc/verifyKey', method: 'POST' }

/** Workers that call over the service binding may verify keys of every organization. */
const BINDING = systemActor('Service binding', EVERY_ORGANIZATION, ['api-keys:verify'])

/** Verifies a presented key and charges its limits; the same verdict as `POST /api/v1/api-keys/verify`. */
export const verifyKey = rpcMethod({
  input: VerifyApiKey,
  mayHoldSecret: true,
  call: async ({ deps, log: writeLog }, input) => {
    const { verdict, log, unavailable } = await verifyApiKey(deps, BINDING, input, VERIFY)
    if (unavailable) {
      const detail = 'The API key could not be checked. Try again.'
      throw new Refusal({ kind: 'unavailable', code: 'guard_unavailable', detail })
    }
    if (log) writeLog(log())
    return verdict
  },
})
