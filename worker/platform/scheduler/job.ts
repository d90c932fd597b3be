import type { Deps } from '../deps.ts'
import type { AlertMail } from '../env.ts'

/** The dependencies of a job: those of verbs, the mail binding and the bucket for archives, if configured. */
export type JobDeps = Deps & { mail: AlertMail | null; archive: R2Bucket | null }

/**
 * How the list of jobs describes a figure of a result: its unit in singular and plural; a note that is shown if it is
 * not zero; or null if it is stored but not shown.
 */
export type FigureText = readonly [one: string, several: string] | { readonly note: string } | null

/** The result of one run. `cursor`: where the next run continues; null if nothing is left. */
export type JobRun<Figure extends string> = { cursor: string | null; result: Partial<Record<Figure, number>> }

/**
 * The order of jobs across features. Conditions that ended are resolved before new ones are detected, and both before
 * events and mails are sent. Days are summed up before anything of them is deleted. Logs of calls are purged before the
 * audit log, because they grow faster. Rows that refer to a key or a webhook are deleted before its tombstone.
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
 * Work of the cron trigger. A run is bounded (queries, seconds), idempotent, and may be interrupted anywhere: the next
 * run continues. A new job is its own file and a line in the manifest of its feature. `Figure`: the names of the
 * figures of its result; the compiler requires a text for each.
 */
export type Job<Figure extends string> = {
  name: string
  phase: (typeof JOB_PHASES)[number]
  /** `ten minutes`, `hour`: at the first trigger of each period, and then each minute until nothing is left. */
  every: 'minute' | 'ten minutes' | 'hour'
  /** Texts for the figures of its result, in the order in which they are shown. */
  figures: Readonly<Record<Figure, FigureText>>
  /** Whether the job is needed in this installation; default: always. A job that is not needed costs nothing. */
  wanted?: (deps: JobDeps) => boolean
  /** Whether there is work; default: always. Without work a run writes nothing, not even that it ran. */
  hasWork?: (deps: JobDeps) => Promise<boolean>
  run: (deps: JobDeps, cursor: string | null) => Promise<JobRun<Figure>>
}

/** A job with any figures. */
export type AnyJob = Job<string>
