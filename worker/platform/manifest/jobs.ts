import { purgeJob } from '../retention/purge.ts'
import { type AnyJob, JOB_PHASES } from '../scheduler/job.ts'
import { installedFeatures } from './feature.ts'

/** The jobs of all features, in the order in which they run. A purge source is a job too. */
export async function loadJobs(): Promise<readonly AnyJob[]> {
  const jobs = await Promise.all(
    installedFeatures().map(async ({ jobs: own, retention }) => [
      ...(await Promise.all((own ?? []).map((load) => load()))),
      ...((await retention?.())?.purges ?? []).map(purgeJob),
    ]),
  )
  return jobs.flat().toSorted((a, b) => JOB_PHASES.indexOf(a.phase) - JOB_PHASES.indexOf(b.phase))
}
