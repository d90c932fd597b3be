import { eq } from 'drizzle-orm'
import type { Database } from '../../platform/db/client.ts'
import { installation, jobRuns } from '../../platform/db/schema.ts'

export type JobRow = typeof jobRuns.$inferSelect

/** What every job did last. */
export const readJobRuns = (db: Database): Promise<JobRow[]> =>
  db
    .select({
      job: jobRuns.job,
      startedAt: jobRuns.startedAt,
      finishedAt: jobRuns.finishedAt,
      cursor: jobRuns.cursor,
      result: jobRuns.result,
      interruptions: jobRuns.interruptions,
    })
    .from(jobRuns)
    .all()

/** Whether this organisation is the one that the installation was set up with. */
export async function isFirstOrganization(db: Database, organizationId: string): Promise<boolean> {
  const row = await db
    .select({ organizationId: installation.organizationId })
    .from(installation)
    .where(eq(installation.organizationId, organizationId))
    .get()
  return row !== undefined
}
