import type { EventTarget } from '../../platform/manifest/event-target.ts'
import { countDeliveries, listDeliveries } from './deliveries/delivery-state-store.ts'
import { planAgain } from './deliveries/plan-again.ts'
import { planDeliveries } from './delivery/fan-out.ts'

/** Webhooks as what gets published events. */
export const webhookEvents: EventTarget = { plan: planDeliveries, planAgain, countDeliveries, listDeliveries }
