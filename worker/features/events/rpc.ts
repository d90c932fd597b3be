import { PublishEventCall } from '../../../contract/events.ts'
import { systemActor } from '../../platform/auth/actor.ts'
import { invalid } from '../../platform/errors.ts'
import { rpcMethod } from '../../platform/rpc/method.ts'
import { organizationExists, publishEvents } from './publish.ts'

/**
 * Publishes an event for an organization, like `POST /api/v1/events`; in the live environment unless the input names
 * one.
 */
export const publishEvent = rpcMethod({
  input: PublishEventCall,
  // It is hashed, never stored.
  mayHoldSecret: (path) => path === 'idempotencyKey',
  call: async ({ deps }, { organizationId, idempotencyKey, validate, ...event }) => {
    if (!(await organizationExists(deps.db, organizationId))) throw invalid('organizationId', 'is not known')
    const publisher = systemActor('Service binding', { id: organizationId }, ['events:write'])
    const options = { validate, idempotencyKey: idempotencyKey ?? null, path: '' }
    const [published] = await publishEvents(deps, publisher, [event], options)
    if (!published) throw new Error('no event was published')
    return published
  },
})
