import type { Deps } from '../../platform/deps.ts'
import { secretProblemText } from '../../platform/lib/crypto/secret-versions.ts'
import { reportError } from '../../platform/lib/report.ts'
import { checkSecrets, lastSecretProblems } from '../../platform/secrets/check-secrets.ts'

/** `degraded`: the Worker answers, but needs attention. */
export type Health =
  | { status: 'ok' }
  | { status: 'degraded'; problems: { code: 'secrets_changed' | 'secrets_missing'; detail: string }[] }

/** The first check in an isolate waits this long for the database, ms: the Worker answers even without a database. */
const MAX_WAIT_MS = 1000

/**
 * The health of the Worker. Each isolate waits for the database once and later checks it in the background, so that the
 * answer is fast and does not depend on the database.
 */
export async function healthOf(deps: Pick<Deps, 'db' | 'config' | 'now' | 'waitUntil'>): Promise<Health> {
  const check = checkSecrets(deps, deps.now).catch((error: unknown) => {
    reportError('the secrets could not be checked', error)
    return null
  })
  deps.waitUntil(check)
  const problems =
    lastSecretProblems() ?? (await Promise.race([check, scheduler.wait(MAX_WAIT_MS).then(() => null)])) ?? []
  if (problems.length === 0) return { status: 'ok' }
  return {
    status: 'degraded',
    problems: problems.map((one) => ({
      code: one.problem === 'changed' ? 'secrets_changed' : 'secrets_missing',
      detail: `${secretProblemText(one)} docs/secrets.md says what to do.`,
    })),
  }
}
