import { MAX_REPLAY_JOB } from '../../../../contract/incoming.data.ts'
import type { ReplayAccepted, ReplayIncomingRequests, ReplayJob } from '../../../../contract/incoming.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { reachOf } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import {
  advanceJob,
  advanceJobOrFail,
  cancelIdleJob,
  isOvertaken,
  type JobRow,
  listJobs,
} from '../../../platform/batch-jobs/job-store.ts'
import { type JobTarget, jobOf, newJob, presentJob, stopJob } from '../../../platform/batch-jobs/jobs.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { invalid, Refusal } from '../../../platform/errors.ts'
import { idFloor } from '../../../platform/lib/ids.ts'
import { reportError } from '../../../platform/lib/report.ts'
import { type DoorWebhook, webhookOfRow } from '../door/webhook.ts'
import { refusedRow } from '../requests/kept-row.ts'
import { findRequest, insertRequest } from '../requests/store.ts'
import { findIncomingOrTombstone } from '../rows/incoming-store.ts'
import { ownIncoming } from '../settings/read.ts'
import { requireTarget } from '../settings/require-target.ts'
import { arrivalOf, notStored, replayKept } from './replay-kept.ts'
import { countReplayable, findOrganization, incomingExists, nextReplayable, type ReplayFilter } from './replay-store.ts'

/** Requests that are looked up at once. */
const PAGE = 50
/** How long a run goes on, ms: work after an answer ends after 30 s. */
const MAX_RUN_MS = 20_000
/** Requests of one run, each some queries: an invocation has 1,000. The run of the next minute continues. */
export const MAX_RUN = 150

/**
 * Handles all kept requests that match again, in the background. Returns how many there are, and the job that reports the
 * progress. Requests that arrive from now on are not among them. Throws `invalid` if there are too many for a job.
 */
export async function replayByFilter(
  deps: Deps,
  actor: Actor,
  webhookId: string,
  { verdict = 'refused', result, from, to, dryRun }: Omit<ReplayIncomingRequests, 'ids'>,
): Promise<ReplayAccepted> {
  requireScope(actor, 'incoming:write')
  const row = await ownIncoming(deps, reachOf(actor), webhookId)
  requireTarget(actor, row, 'replay requests')
  const target = targetOf(row)
  const filter: ReplayFilter = {
    verdict,
    result,
    fromId: from === undefined ? null : idFloor('inr', Date.parse(from)),
    toId: idFloor('inr', Math.min(deps.now, to === undefined ? deps.now : Date.parse(to)) + 1),
  }
  const of = { organizationId: row.organizationId, webhookId }
  const count = await countReplayable(deps.db, of, filter, MAX_REPLAY_JOB + 1)
  if (count > MAX_REPLAY_JOB) {
    throw invalid('from', `and to must leave at most ${MAX_REPLAY_JOB} requests: choose a shorter time`)
  }
  if (dryRun || count === 0) return { count, job: null }
  const action = 'incoming_webhook.requests_replayed'
  const { job, statements } = newJob(deps, actor, target, { kind: 'replay', filter, total: count, action })
  await runBatch(deps.db, ...statements)
  deps.waitUntil(continueReplay(deps, job, { left: MAX_RUN }))
  return { count, job: present(job) }
}

/** The latest jobs of an incoming webhook, newest first. */
export async function listReplayJobs(deps: Deps, actor: Actor, webhookId: string): Promise<ReplayJob[]> {
  requireScope(actor, 'incoming:read')
  const { organizationId } = await ownIncoming(deps, reachOf(actor), webhookId)
  return (await listJobs(deps.db, organizationId, webhookId)).map(present)
}

/** The progress of a job. Throws `not_found`. */
export async function readReplayJob(deps: Deps, actor: Actor, webhookId: string, id: string): Promise<ReplayJob> {
  requireScope(actor, 'incoming:read')
  return present(await jobOf(deps.db, await ownIncoming(deps, reachOf(actor), webhookId), id))
}

/** Stops a job: what was replayed stays, the rest is left as it is. Throws `not_found`. */
export async function stopReplayJob(deps: Deps, actor: Actor, webhookId: string, id: string): Promise<ReplayJob> {
  requireScope(actor, 'incoming:write')
  const row = await ownIncoming(deps, reachOf(actor), webhookId)
  return present(await stopJob(deps, actor, targetOf(row), id, 'incoming_webhook.replay_canceled'))
}

const targetOf = ({ organizationId, id, name }: Omit<JobTarget, 'type'>): JobTarget => ({
  type: 'incoming_webhook',
  organizationId,
  id,
  name,
})

const present = (row: JobRow): ReplayJob => ({ ...presentJob(row), refused: row.refused })

/**
 * Continues a job, one request after the other, the oldest first. The transaction that replays a request also moves the cursor, and
 * fails if the job is not where this run left it. So any Worker can continue the job after a crash, two at the same time replay
 * nothing twice, and nothing is replayed once it was stopped. Returns how many were replayed.
 * @param budget how many requests may still be replayed in this run
 */
export async function continueReplay(deps: Deps, job: JobRow, budget: { left: number }): Promise<number> {
  const { organizationId, webhookId } = job
  const filter: ReplayFilter = { verdict: 'refused', fromId: null, toId: '', ...job.filter }
  const end = Date.now() + MAX_RUN_MS
  let cursor = job.cursor ?? ''
  let replayed = 0
  try {
    while (budget.left > 0) {
      const webhook = await webhookOf(deps, job)
      if (!webhook) {
        await runBatch(deps.db, cancelIdleJob(job, incomingExists(job), Date.now()))
        break
      }
      const ids = await nextReplayable(deps.db, { organizationId, webhookId }, filter, cursor, PAGE)
      for (const id of ids) {
        if (budget.left <= 0 || Date.now() > end) return replayed
        budget.left--
        await replayOne(deps, job, webhook, id, cursor)
        replayed++
        cursor = id
      }
      if (ids.length < PAGE) {
        await runBatch(
          deps.db,
          advanceJob(job, cursor, { cursor, count: 0, isOver: true }, incomingExists(job), Date.now()),
        )
        break
      }
    }
  } catch (error) {
    // Another run is ahead, or it was stopped.
    if (isOvertaken(error)) return replayed
    // Nothing was done, and the next run tries again.
    reportError(`the job ${job.id} did not go on`, error)
  }
  return replayed
}

/** The incoming webhook as it is now; null if it is gone. */
async function webhookOf({ db }: Deps, { organizationId, webhookId }: JobRow): Promise<DoorWebhook | null> {
  const [row, organization] = await Promise.all([
    findIncomingOrTombstone(db, { organizationId, environment: null }, webhookId),
    findOrganization(db, organizationId),
  ])
  return row && row.deletedAt === null && organization ? webhookOfRow(row, organization) : null
}

async function replayOne(deps: Deps, job: JobRow, webhook: DoorWebhook, id: string, cursor: string): Promise<void> {
  const { organizationId, webhookId } = job
  const step = (isRefused: boolean) =>
    advanceJobOrFail(
      job,
      cursor,
      { cursor: id, count: 1, refused: isRefused ? 1 : 0, isOver: false },
      incomingExists(job),
    )
  const now = Date.now()
  const before = await findRequest(deps.db, { organizationId, environment: null }, webhookId, id)
  // Its time of being kept was over since it was found.
  if (!before?.body) {
    await runBatch(deps.db, step(false))
    return
  }
  const kept = { ...before, body: before.body }
  const caller = { ip: null, requestId: null }
  try {
    await replayKept({ ...deps, now }, { webhook, before: kept, caller, alongside: (isRefused) => [step(isRefused)] })
  } catch (error) {
    if (error instanceof Refusal || isOvertaken(error)) throw error
    // One request that cannot be handled does not keep the job from the others.
    const row = refusedRow(arrivalOf(kept, caller, now), notStored(error).error)
    await runBatch(deps.db, insertRequest(row), step(true))
  }
}
