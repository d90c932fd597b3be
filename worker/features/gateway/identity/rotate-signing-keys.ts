import { runBatch, runBatchCounting } from '../../../platform/db/client.ts'
import { HOUR_MS } from '../../../platform/lib/time/time.ts'
import type { Job, JobDeps } from '../../../platform/scheduler/job.ts'
import { requireTrustedSecrets } from '../../../platform/secrets/check-secrets.ts'
import {
  endSigningKeys,
  extendSigning,
  insertSigningKey,
  listSigningKeys,
  type SigningKeyRow,
} from './signing-key-store.ts'
import { makeSigningKey, PUBLISHED_AFTER_MS, PUBLISHED_BEFORE_MS } from './signing-keys.ts'

/** The job runs each hour; the successor of a key is made a little before it has to be published. */
const EARLY_MS = 2 * HOUR_MS
/** An isolate that has not read the successor yet may sign for a moment longer. */
const WIPE_AFTER_MS = HOUR_MS

const lastOf = (keys: readonly SigningKeyRow[]): SigningKeyRow | undefined =>
  keys.find(({ privateKey }) => privateKey !== null)

const isDue = (keys: readonly SigningKeyRow[], now: number): boolean => {
  const last = lastOf(keys)
  return last !== undefined && last.signsUntil - PUBLISHED_BEFORE_MS - EARLY_MS <= now
}

const hasEnded = (keys: readonly SigningKeyRow[], now: number): boolean =>
  keys.some(
    ({ privateKey, signsUntil, publishedUntil }) =>
      publishedUntil <= now || (privateKey !== null && signsUntil + WIPE_AFTER_MS <= now),
  )

/**
 * Makes the next signing key, a day before it signs, and forgets those that are over. Without a first key, which the gateway
 * makes when it needs one, it does nothing.
 */
export const rotateSigningKeys: Job<'made' | 'ended'> = {
  name: 'rotate-signing-keys',
  phase: 'maintain',
  every: 'hour',
  figures: { made: ['signing key made', 'signing keys made'], ended: ['signing key ended', 'signing keys ended'] },
  hasWork: async ({ db, now }) => {
    const keys = await listSigningKeys(db)
    return isDue(keys, now) || hasEnded(keys, now)
  },
  run: async (deps) => {
    const made = await makeNext(deps)
    const changed = await runBatchCounting(deps.db, endSigningKeys(deps.now - WIPE_AFTER_MS, deps.now))
    return { cursor: null, result: { made, ended: changed.at(-1) ?? 0 } }
  },
}

async function makeNext(deps: JobDeps): Promise<number> {
  const { db, now } = deps
  const keys = await listSigningKeys(db)
  const last = lastOf(keys)
  if (!last || !isDue(keys, now)) return 0
  await requireTrustedSecrets(deps)
  // Late, after jobs did not run: the key that signs goes on until upstreams know its successor.
  const signsFrom = Math.max(last.signsUntil, now + PUBLISHED_BEFORE_MS)
  return runBatch(
    db,
    insertSigningKey(await makeSigningKey(deps, signsFrom), {
      from: last.signsFrom + 1,
      to: Number.MAX_SAFE_INTEGER,
      except: [],
    }),
    extendSigning(last.kid, signsFrom, signsFrom + PUBLISHED_AFTER_MS),
  )
}
