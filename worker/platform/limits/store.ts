import { eq, type SQL, sql } from 'drizzle-orm'
import { PLAN_NAMES, type PlanName } from '../../../contract/plan-names.data.ts'
import { PLAN_OBJECTS } from '../../../contract/plans.data.ts'
import type { Database } from '../db/client.ts'
import { organizations } from '../db/schema.ts'

/** An organization's plan and its custom limits; undefined if the organization does not exist. */
export const findPlan = (db: Database, id: string) =>
  db
    .select({
      plan: organizations.plan,
      planPerMinute: organizations.planPerMinute,
      planPerHour: organizations.planPerHour,
      planPerDay: organizations.planPerDay,
    })
    .from(organizations)
    .where(eq(organizations.id, id))
    .get()

/** Objects whose number a plan limits. */
export type PlanObject = keyof (typeof PLAN_OBJECTS)[PlanName]

/**
 * SQL for how many objects of a kind the plan of an organization allows; NULL if it does not limit them. It is part of
 * the transaction that inserts one, so a change of the plan at the same time is seen.
 */
export function allowedByPlan(kind: PlanObject, organizationId: string): SQL {
  const cases = PLAN_NAMES.map((plan) => sql`WHEN ${plan} THEN ${PLAN_OBJECTS[plan][kind]}`)
  return sql`(SELECT CASE plan ${sql.join(cases, sql` `)} END FROM organizations WHERE id = ${organizationId})`
}
