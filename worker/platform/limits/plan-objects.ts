import { PLAN_OBJECTS } from '../../../contract/plans.data.ts'
import type { Database } from '../db/client.ts'
import { conflict, type Refusal } from '../errors.ts'
import { findPlan, type PlanObject } from './store.ts'

const NAMES: Record<PlanObject, string> = {
  keys: 'API keys',
  webhooks: 'webhooks',
  connectors: 'connectors',
  incoming: 'incoming webhooks',
  apps: 'OAuth apps',
}

/** The refusal of one more object. `free`: what completes "or ..., to make room". */
export async function planLimitReached(
  db: Database,
  organizationId: string,
  kind: PlanObject,
  free: string,
): Promise<Refusal> {
  const plan = (await findPlan(db, organizationId))?.plan ?? 'free'
  const most = PLAN_OBJECTS[plan][kind] ?? 0
  const detail = `The plan ${plan} allows ${most} ${NAMES[kind]}. Choose a larger plan, or ${free}, to make room.`
  return conflict('plan_limit_reached', detail)
}
