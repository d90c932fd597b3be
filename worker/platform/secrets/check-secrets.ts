import type { Deps } from '../deps.ts'
import type { Config } from '../env.ts'
import { Refusal } from '../errors.ts'
import {
  type ConfiguredVersion,
  compareSecrets,
  fingerprintBy,
  fingerprintOf,
  type SecretProblem,
  secretProblemText,
} from '../lib/crypto/secret-versions.ts'
import { reportError } from '../lib/report.ts'
import { HOUR_MS, MINUTE_MS } from '../lib/time/time.ts'
import { countNeeded, listSecretVersions, registerVersions } from './secret-store.ts'

type CheckDeps = Pick<Deps, 'db' | 'config'>
type Check = { at: number; problems: SecretProblem[] }

/** The last result of this isolate. An isolate has one configuration, so one check serves all of its calls. */
let last: Check | undefined

/** A problem is checked again after a minute, a good result after an hour. */
const isFresh = (check: Check, now: number): boolean =>
  now - check.at < (check.problems.length > 0 ? MINUTE_MS - 1000 : HOUR_MS)

/**
 * Compares the configured secrets with those that this database was used with; returns the problems, empty if there are
 * none. Unknown versions are registered. It reads a few rows once per isolate and hour; only if a known version is not
 * configured does it count the rows that need it.
 */
export async function checkSecrets(deps: CheckDeps, now: number): Promise<SecretProblem[]> {
  if (last && isFresh(last, now)) return last.problems
  last = await check(deps, now)
  return last.problems
}

/** The problems of the last check in this isolate; null before the first one. */
export const lastSecretProblems = (): SecretProblem[] | null => last?.problems ?? null

/** Clears the cached result, for tests and after changes: the next check asks the database again. */
export function forgetSecretCheck(): void {
  last = undefined
}

async function check({ db, config }: CheckDeps, now: number): Promise<Check> {
  const configured = configuredVersions(config)
  const known = await listSecretVersions(db)
  const isConfigured = (one: { name: string; version: number }) =>
    configured.some(({ name, version }) => name === one.name && version === one.version)
  // A database from before fingerprints were stored may need versions that it does not know.
  const count = known.length === 0 || known.some((one) => one.givenUpAt === null && !isConfigured(one))
  const { problems, fresh } = compareSecrets(configured, known, count ? await countNeeded(db) : [])
  for (const problem of problems) console.error(`${secretProblemText(problem)} docs/secrets.md says what to do.`)
  await registerVersions(db, fresh, now)
  return { at: now, problems }
}

export const configuredVersions = ({ peppers, dataKeys }: Config): ConfiguredVersion[] => [
  ...peppers.map(({ version, hash }) => ({ name: 'KEY_PEPPERS' as const, version, fingerprint: fingerprintBy(hash) })),
  ...dataKeys.map(({ version, bytes }) => ({ name: 'DATA_KEYS' as const, version, fingerprint: fingerprintOf(bytes) })),
]

/**
 * Refuses to create anything under a secret whose bytes differ from those this database was used with: it would be lost
 * as soon as the right secret is back. Throws `unavailable`. If the database does not answer, nothing is refused.
 */
export async function requireTrustedSecrets(deps: Pick<Deps, 'db' | 'config' | 'now'>): Promise<void> {
  const problems = await checkSecrets(deps, deps.now).catch((error: unknown) => {
    reportError('the secrets could not be checked', error)
    return []
  })
  const [first] = problems.filter(({ problem }) => problem === 'changed')
  if (!first) return
  throw new Refusal({
    kind: 'unavailable',
    code: 'secrets_changed',
    detail: `${secretProblemText(first)} Nothing new is made under it. Whoever runs this installation finds in docs/secrets.md what to do.`,
  })
}
