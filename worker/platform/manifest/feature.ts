import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Bound } from '../deps.ts'
import type { Config } from '../env.ts'
import type { App } from '../http/context.ts'
import type { Job } from '../scheduler/job.ts'

/** What a consumer of a queue works with. */
export type QueueContext = { env: Env; config: Config; waiter: ExecutionContext }

/** Consumes one batch. What it throws makes the batch come again, and lastly go to the dead-letter queue. */
export type QueueConsumer = (batch: MessageBatch, context: QueueContext) => Promise<void>

/**
 * Work of each minute that is no job: it must not wait for one that was cut off, and it is safe to run twice at a time.
 * `name` is shown in the list of jobs.
 */
export type MinuteTask = { name: string; run: (bound: Bound, now: number) => Promise<void> }

/**
 * The manifest of a feature: everything that the rest of the Worker has to know of it. A feature is its folder and one line
 * in `worker/features.ts`.
 */
export type Feature = {
  /** The name of its folder. */
  name: string
  /** Its routers, and the path that each is mounted at. */
  mounts?: readonly { path: string; routes: OpenAPIHono<App> }[]
  /** Its scheduled jobs. Across features they run in the order of their phases, then in the order of features. */
  jobs?: readonly Job[]
  minuteTasks?: readonly MinuteTask[]
  /** Its queue consumers, by the name of the queue in wrangler.toml. */
  queues?: Readonly<Record<string, QueueConsumer>>
}

let installed: readonly Feature[] | undefined

/** Makes the features known to the platform. `worker/features.ts` calls it once, when the Worker starts. */
export function installFeatures(features: readonly Feature[]): void {
  installed = features
}

/**
 * All features, lowest layer first.
 *
 * @throws Error before `worker/features.ts` was loaded
 */
export function installedFeatures(): readonly Feature[] {
  if (!installed) throw new Error('worker/features.ts is not loaded')
  return installed
}
