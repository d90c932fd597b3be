import { type CredentialVerifier, installVerifiers } from '../auth/verifier.ts'
import { type CredentialKind, installCredentialKinds } from '../credential-guard/credential-kind.ts'
import type { SearchTexts } from '../db/unfolded.ts'
import type { Bound } from '../deps.ts'
import type { Config } from '../env.ts'
import type { ApiRouter } from '../http/openapi.ts'
import { installSecretBodies, type SecretBodies } from '../http/refuse-secrets.ts'
import { installSecretFinders, type SecretFinder } from '../redaction/secret-finders.ts'
import { purgeJob } from '../retention/purge.ts'
import type { Retention } from '../retention/retention.ts'
import type { RpcMethod } from '../rpc/method.ts'
import type { AnyJob } from '../scheduler/job.ts'
import { installJobs } from '../scheduler/run-jobs.ts'
import type { EventTarget } from './event-target.ts'

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
  mounts?: readonly { path: string; routes: ApiRouter }[]
  /** Its scheduled jobs. Across features they run in the order of their phases, then in the order of features. */
  jobs?: readonly AnyJob[]
  minuteTasks?: readonly MinuteTask[]
  /** How it purges, archives and sweeps its own tables. */
  retention?: Retention
  /** Rows from before the column for search texts, which a job fills. */
  searchTexts?: SearchTexts
  /** Who gets published events, such as webhooks. */
  eventTargets?: readonly EventTarget[]
  /** Its queue consumers, by the name of the queue in wrangler.toml. */
  queues?: Readonly<Record<string, QueueConsumer>>
  /** Its credential verifiers. Across features they are asked in the order of features, the hot one first. */
  verifiers?: readonly CredentialVerifier[]
  /** Its kinds of credentials that have a guard each (platform/credential-guard). */
  credentialKinds?: readonly CredentialKind[]
  /** Finds its secrets in bodies and in the input of RPC methods, where they are refused. */
  secretFinders?: readonly SecretFinder[]
  /** Its bodies in which secrets are allowed nevertheless. */
  secretBodies?: readonly SecretBodies[]
  /** What other Workers of the account may call through a service binding, by the name of the method. */
  rpc?: Readonly<Record<string, RpcMethod>>
}

let installed: readonly Feature[] | undefined

/**
 * Makes the features known to the platform. `worker/features.ts` calls it once, when the Worker starts. Each part of the
 * platform gets its list here, once, and knows no manifest.
 */
export function installFeatures(features: readonly Feature[]): void {
  installed = features
  installJobs(features.flatMap(({ jobs, retention }) => [...(jobs ?? []), ...(retention?.purges ?? []).map(purgeJob)]))
  installVerifiers(features.flatMap(({ verifiers }) => verifiers ?? []))
  installCredentialKinds(features.flatMap(({ credentialKinds }) => credentialKinds ?? []))
  installSecretFinders(features.flatMap(({ secretFinders }) => secretFinders ?? []))
  installSecretBodies(features.flatMap(({ secretBodies }) => secretBodies ?? []))
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
