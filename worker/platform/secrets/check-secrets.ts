import type { Deps } from '../deps.ts'
import type { Config } from '../env.ts'
import { Refusal } from '../errors.ts'
import {
  type ConfiguredVersion,
  compareSecrets,
  fingerprintBy,
  fingerprintOf,
  type SecretProblem,
  wordsOf,
} from '../lib/crypto/secret-versions.ts'
import { reportError } from '../lib/report.ts'
import { HOUR_MS, MINUTE_MS } from '../lib/time/time.ts'
import { countNeeded, listSecretVersions, registerVersions } from './secret-store.ts'

type CheckDeps = Pick<Deps, 'db' | 'config'>
type Check = { at: number; problems: SecretProblem[] }

/** What this isolate found last. An isolate has one configuration, so one check serves all of its calls. */
let last: Check | undefined
let running: Promise<Check> | undefined

/** A problem is looked at again each minute, and what was fine each hour. */
const isFresh = (check: Check, now: number): boolean =>
  now - check.at < (check.problems.length > 0 ? MINUTE_MS - 1000 : HOUR_MS)

/**
 * Whether the configured secrets are those that this database was used with: the problems, empty when all is well. Versions
 * it has not seen before are registered. It reads a handful of rows once in an isolate and hour; only when a known version
 * is not configured does it count the rows that need it.
 */
export async function checkSecrets(deps: CheckDeps, now: number): Promise<SecretProblem[]> {
  if (last && isFresh(last, now)) return last.problems
  running ??= check(deps, now).finally(() => {
    running = undefined
  })
  last = await running
  return last.problems
}

/** What the last check of this isolate found; null before the first one. */
export const lastSecretProblems = (): SecretProblem[] | null => last?.problems ?? null

/** For tests, and for whoever has just changed something: the next check asks the database again. */
export function forgetSecretCheck(): void {
  last = undefined
}

async function check({ db, config }: CheckDeps, now: number): Promise<Check> {
  const configured = configuredVersions(config)
  const known = await listSecretVersions(db)
  const isConfigured = (one: { name: string; version: number }) =>
    configured.some(({ name, version }) => name === one.name && version === one.version)
  // A database from before fingerprints were kept may need versions that it does not know.
  const count = known.length === 0 || known.some((one) => one.givenUpAt === null && !isConfigured(one))
  const { problems, fresh } = compareSecrets(configured, known, count ? await countNeeded(db) : [])
  for (const problem of problems) console.error(`${wordsOf(problem)} docs/secrets.md says what to do.`)
  await registerVersions(db, fresh, now)
  return { at: now, problems }
}

export const configuredVersions = ({ peppers, dataKeys }: Config): ConfiguredVersion[] => [
  ...peppers.map(({ version, hash }) => ({ name: 'KEY_PEPPERS' as const, version, fingerprint: fingerprintBy(hash) })),
  ...dataKeys.map(({ version, bytes }) => ({ name: 'DATA_KEYS' as const, version, fingerprint: fingerprintOf(bytes) })),
]

/**
 * Refuses to make anything under a secret whose bytes are not those this database was used with: it would be lost as soon
 * as the right secret is back. Throws `unavailable`. Should the database not answer, nothing is refused.
 */
export async function mustTrustSecrets(deps: Pick<Deps, 'db' | 'config' | 'now'>): Promise<void> {
  const problems = await checkSecrets(deps, deps.now).catch((error: unknown) => {
    reportError('the secrets could not be checked', error)
    return []
  })
  const [first] = problems.filter(({ problem }) => problem === 'changed')
  if (!first) return
  throw new Refusal({
    kind: 'unavailable',
    code: 'secrets_changed',
    detail: `${wordsOf(first)} Nothing new is made under it. Whoever runs this installation finds in docs/secrets.md what to do.`,
  })
}
