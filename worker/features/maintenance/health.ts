import type { Deps } from '../../platform/deps.ts'
import { wordsOf } from '../../platform/lib/crypto/secret-versions.ts'
import { reportError } from '../../platform/lib/report.ts'
import { checkSecrets, lastSecretProblems } from '../../platform/secrets/check-secrets.ts'

/** `degraded`: the Worker answers, but somebody has to look after it. */
export type Health =
  | { status: 'ok' }
  | { status: 'degraded'; problems: { code: 'secrets_changed' | 'secrets_missing'; detail: string }[] }

/** The first look in an isolate waits so long for the database, ms: a Worker without one still answers. */
const PATIENCE_MS = 1000

/**
 * Whether the Worker is well. The database is asked once in an isolate and then in the background, so that this answers
 * fast and answers at all.
 */
export async function healthOf(deps: Pick<Deps, 'db' | 'config' | 'now' | 'waitUntil'>): Promise<Health> {
  const check = checkSecrets(deps, deps.now).catch((error: unknown) => {
    reportError('the secrets could not be checked', error)
    return null
  })
  deps.waitUntil(check)
  const problems =
    lastSecretProblems() ?? (await Promise.race([check, scheduler.wait(PATIENCE_MS).then(() => null)])) ?? []
  if (problems.length === 0) return { status: 'ok' }
  return {
    status: 'degraded',
    problems: problems.map((one) => ({
      code: one.problem === 'changed' ? 'secrets_changed' : 'secrets_missing',
      detail: `${wordsOf(one)} docs/secrets.md says what to do.`,
    })),
  }
}
