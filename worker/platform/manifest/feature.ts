import { type CredentialVerifier, installVerifiers } from '../auth/verifier.ts'
import { type CredentialKind, installCredentialKinds } from '../credential-guard/credential-kind.ts'
import type { SearchTexts } from '../db/search-text-backfill.ts'
import type { Bound } from '../deps.ts'
import type { Config } from '../env.ts'
import type { HotDoor, HotRoute } from '../http/hot-route.ts'
import type { ApiRouter } from '../http/openapi.ts'
import type { Operations } from '../http/operation.ts'
import { installSecretBodies, type SecretBodies } from '../http/refuse-secrets.ts'
import { loadOnce } from '../lib/load-once.ts'
import { installSecretFinders, type SecretFinder } from '../redaction/secret-finders.ts'
import type { Retention } from '../retention/retention.ts'
import type { RpcMethod } from '../rpc/method.ts'
import type { AnyJob } from '../scheduler/job.ts'
import type { AgentTools } from './agent-tool.ts'
import type { DeliveryProvider } from './delivery-provider.ts'
import type { EventTarget } from './event-target.ts'
import type { HolderWatcher } from './holder-watcher.ts'
import type { ScopeGroups } from './scope-groups.ts'

/**
 * A part of a feature that is loaded on first use, so that it costs nothing when the Worker starts:
 * `() => import('./retention.ts').then((module) => module.auditRetention)`.
 */
export type Load<Part> = () => Promise<Part>

/** What a consumer of a queue works with. */
export type QueueContext = { env: Env; config: Config; waiter: ExecutionContext }

/** Consumes one batch. When it throws, the batch is retried, and finally moved to the dead-letter queue. */
export type QueueConsumer = (batch: MessageBatch, context: QueueContext) => Promise<void>

/**
 * Work of each minute that is not a job: it does not wait for an interrupted run, and two runs at the same time are safe.
 * `name` is shown in the list of jobs.
 */
export type MinuteTask = { name: string; run: (bound: Bound, now: number) => Promise<void> }

/**
 * The manifest of a feature: everything that the rest of the Worker knows about it. A feature is its folder and one line in
 * `worker/features.ts`. Manifests run when the Worker starts, so what is not needed to verify a credential is given as a
 * function that loads it.
 */
export type Feature = {
  /** The name of its folder. */
  name: string
  /** Its routers and their paths. */
  mounts?: readonly { path: string; load: Load<ApiRouter> }[]
  /** What the OpenAPI document says of its routes. */
  operations?: Load<Operations> | readonly Load<Operations>[]
  /** Routes that are answered before any router is loaded. They are part of its routers too. */
  hotRoutes?: readonly HotRoute[]
  /** Calls that it answers instead of the API. */
  hotDoors?: readonly HotDoor[]
  /** Its scheduled jobs. All jobs run in the order of their phases, then of their features. */
  jobs?: readonly Load<AnyJob>[]
  minuteTasks?: readonly Load<MinuteTask>[]
  /** How it purges, archives and sweeps its own tables. */
  retention?: Load<Retention>
  /** Its rows that are older than the search text column, which a job fills. */
  searchTexts?: Load<SearchTexts>
  /** Its scopes in the catalog that are made of an organization's own objects. */
  scopeGroups?: Load<ScopeGroups>
  /** Receivers of published events, such as webhooks. */
  eventTargets?: readonly Load<EventTarget>[]
  /** Platforms to which webhooks can deliver in their own format, by name. */
  deliveryProviders?: Readonly<Record<string, Load<DeliveryProvider>>>
  /** Its queue consumers, by the name of the queue in wrangler.toml. */
  queues?: Readonly<Record<string, Load<QueueConsumer>>>
  /** Its verbs that agents may call as tools. */
  agentTools?: Load<AgentTools>
  /** What depends on the rights of members and keys. */
  holderWatchers?: readonly Load<HolderWatcher>[]
  /** Its credential verifiers. They are asked in the order of features, the most frequent first. */
  verifiers?: readonly CredentialVerifier[]
  /** Its kinds of credentials with a guard (platform/credential-guard). */
  credentialKinds?: readonly CredentialKind[]
  /** Finds its secrets in bodies and RPC input, which are then refused. */
  secretFinders?: readonly SecretFinder[]
  /** Its bodies in which secrets are allowed. */
  secretBodies?: readonly SecretBodies[]
  /** Beginnings of paths whose routes limit the size of bodies themselves. */
  ownBodyLimits?: readonly string[]
  /** Methods that other Workers of the account may call through a service binding, by name. */
  rpc?: Readonly<Record<string, Load<RpcMethod>>>
}

let installed: readonly Feature[] | undefined

/**
 * Registers the features with the platform. `worker/features.ts` calls it once, when the Worker starts. Each part of the
 * platform gets its list here and does not know manifests.
 */
export function installFeatures(features: readonly Feature[]): void {
  installed = features
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

/** What loads each part once, by what it is loaded with. */
const loaders = new Map<Load<object>, () => unknown>()

/** Loads one part of a feature once. */
export async function loadPart<Part extends object>(load: Load<Part>): Promise<Part> {
  const once = loaders.get(load) ?? loadOnce(load)
  loaders.set(load, once)
  return (await once()) as Part
}

/** Loads parts of one kind of all features, in the order of features: `loadParts(({ retention }) => retention)`. */
export const loadParts = <Part extends object>(
  partsOf: (feature: Feature) => Load<Part> | readonly Load<Part>[] | undefined,
): Promise<Part[]> =>
  Promise.all(
    installedFeatures()
      .flatMap((feature) => partsOf(feature) ?? [])
      .map((load) => loadPart(load)),
  )
