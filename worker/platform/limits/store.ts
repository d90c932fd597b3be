import { eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { organizations } from '../db/schema.ts'

/** An organization's plan and the figures agreed for it; undefined when there is no such organization. */
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
