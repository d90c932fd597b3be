import type { Page } from '../../../contract/common.ts'
import type { TestConnector } from '../../../contract/connectors.ts'
import type { Delivery, DeliveryDetail, ListDeliveries, TestResult } from '../../../contract/webhooks.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { requireScope } from '../../platform/auth/require-scope.ts'
import type { Deps } from '../../platform/deps.ts'
import { listDeliveries, readDelivery } from '../webhooks/deliveries/deliveries.ts'
import { retryDelivery } from '../webhooks/deliveries/retry.ts'
import { testWebhook } from '../webhooks/send-test.ts'
import { CONNECTOR } from '../webhooks/settings/kind.ts'

/** A page of a connector's deliveries, newest first. */
export async function listConnectorDeliveries(
  deps: Deps,
  actor: Actor,
  id: string,
  query: ListDeliveries,
): Promise<Page<Delivery>> {
  requireScope(actor, 'connectors:read')
  return listDeliveries(deps, actor, id, query, CONNECTOR)
}

/** One delivery of a connector with all attempts. */
export async function readConnectorDelivery(
  deps: Deps,
  actor: Actor,
  id: string,
  deliveryId: string,
): Promise<DeliveryDetail> {
  requireScope(actor, 'connectors:read')
  return readDelivery(deps, actor, id, deliveryId, CONNECTOR)
}

/** Sends one delivery of a connector again, or now. */
export async function retryConnectorDelivery(
  deps: Deps,
  actor: Actor,
  id: string,
  deliveryId: string,
): Promise<Delivery> {
  requireScope(actor, 'connectors:write')
  return retryDelivery(deps, actor, id, deliveryId, CONNECTOR)
}

/** Sends a test message to a connector now, and returns the answer. It does not count as a delivery. */
export async function testConnector(deps: Deps, actor: Actor, id: string, input: TestConnector): Promise<TestResult> {
  requireScope(actor, 'connectors:write')
  return testWebhook(deps, actor, id, input, CONNECTOR)
}
