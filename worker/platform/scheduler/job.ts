import type { Deps } from '../deps.ts'
import type { AlertMail } from '../env.ts'

/** What a job works with: what verbs have, where mail goes and where archives are kept, if anywhere. */
export type JobDeps = Deps & { mail: AlertMail | null; archive: R2Bucket | null }

/**
 * What the list of jobs says of a figure of a result: what it counts, one and several of it; a note that is shown when it is
 * not zero; or null for a figure that is kept and not shown.
 */
export type Words = readonly [one: string, several: string] | { readonly note: string } | null

/** The result of one run. `cursor`: where the next run continues; null when nothing is left. */
export type JobRun<Figure extends string> = { cursor: string | null; result: Partial<Record<Figure, number>> }

/**
 * The order of jobs across features: what no longer holds is resolved before what holds is detected, and both before events
 * and mail leave; days are summed up before anything of them is removed; logs of calls are purged before the audit log,
 * because they grow faster; and what names a key or a webhook is removed before its name is.
 */
export const JOB_PHASES = [
  'sweep',
  'rollup',
  'resolve',
  'detect',
  'notify',
  'purge',
  'purge-audit',
  'purge-names',
  'maintain',
] as const

/**
 * Work that the cron trigger does. A run is bounded (queries, seconds), safe to repeat and to be interrupted anywhere: what
 * it did not reach, the next run does. A new job is its own file and a line in the manifest of its feature. `Figure`: the
 * names of the figures of its result; the compiler asks for the words of each.
 */
export type Job<Figure extends string> = {
  name: string
  phase: (typeof JOB_PHASES)[number]
  /** `ten minutes`, `hour`: at the first trigger of each, and then each minute until nothing is left. */
  every: 'minute' | 'ten minutes' | 'hour'
  /** The words of the figures of its result, in the order in which they are shown. */
  figures: Readonly<Record<Figure, Words>>
  /** Left out: always. A job that nobody wants costs nothing. */
  wanted?: (deps: JobDeps) => boolean
  /** Left out: always. A job that finds nothing to do writes nothing, not even that it ran. */
  hasWork?: (deps: JobDeps) => Promise<boolean>
  run: (deps: JobDeps, cursor: string | null) => Promise<JobRun<Figure>>
}

/** A job whatever its result tells. */
export type AnyJob = Job<string>
