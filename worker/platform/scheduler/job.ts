import type { Deps } from '../deps.ts'
import type { AlertMail } from '../env.ts'
import type { JsonObject } from '../lib/json/json.ts'

/** What a job works with: what verbs have, where mail goes and where archives are kept, if anywhere. */
export type JobDeps = Deps & { mail: AlertMail | null; archive: R2Bucket | null }

/** What one run came to. `cursor`: where the next run goes on; null when the job is through. */
export type JobRun = { cursor: string | null; result: JsonObject }

/**
 * The order of jobs across features: what no longer holds is resolved before what holds is detected, and both before events
 * and mail leave; days are summed up before anything of them is removed, and what names a key or a webhook is removed before
 * its name is.
 */
export const JOB_PHASES = [
  'sweep',
  'rollup',
  'resolve',
  'detect',
  'notify',
  'purge',
  'purge-names',
  'maintain',
] as const

/**
 * Work that the cron trigger does. A run is bounded (queries, seconds), safe to repeat and to be cut off anywhere: what
 * it has not come to, the next one does.
 */
export type Job = {
  name: string
  phase: (typeof JOB_PHASES)[number]
  /** `ten minutes`, `hour`: at the first trigger of each, and then each minute until it is through. */
  every: 'minute' | 'ten minutes' | 'hour'
  /** Left out: always. A job that nobody wants costs nothing. */
  wanted?: (deps: JobDeps) => boolean
  /** Left out: always. A job that finds nothing to do writes nothing, not even that it ran. */
  hasWork?: (deps: JobDeps) => Promise<boolean>
  run: (deps: JobDeps, cursor: string | null) => Promise<JobRun>
}
