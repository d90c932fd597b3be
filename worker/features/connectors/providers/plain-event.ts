import type { DeliveryProvider } from '../../../platform/manifest/delivery-provider.ts'
import { envelopeOf } from '../../webhooks/delivery/request/compose.ts'

/**
 * For platforms whose workflows read JSON: an event as webhooks deliver it, with its id at the top level and in a header,
 * so that a workflow can recognize a repeat.
 */
export const plainEvent = (urlProblem: DeliveryProvider['urlProblem']): DeliveryProvider => ({
  compose: (event) => ({ body: envelopeOf(event), headers: { 'webhook-id': event.id } }),
  judge: () => ({ kind: 'plain' }),
  urlProblem,
  ratePerSecond: null,
})
