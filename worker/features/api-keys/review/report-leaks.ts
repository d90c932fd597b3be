import type { LeakResult, ReportLeaks } from '../../../../contract/leak-reports.ts'
import { alertRow } from '../../../platform/alerts/raise.ts'
import { systemActor } from '../../../platform/auth/actor.ts'
import type { Deps } from '../../../platform/deps.ts'
import { Refusal } from '../../../platform/errors.ts'
import { sha256 } from '../../../platform/lib/crypto/crypto.ts'
import { toHex } from '../../../platform/lib/crypto/encoding.ts'
import { redactLine } from '../../../platform/redaction/redact-line.ts'
import type { PresentedKey } from '../format/key-format.ts'
import { secretUsed } from '../guard/secret-check.ts'
import { changeKey } from '../keys/change.ts'
import type { KeyChange, KeyRow } from '../keys/store.ts'
import { presentedKeyOf } from '../verification/try-key.ts'
import { findReported, type ReportedKey } from './leak-store.ts'

/** Keys processed at a time: disabling one may wait two seconds for leases, and a Worker has six connections. */
const AT_ONCE = 6

type Report = ReportLeaks['reports'][number]
type Outcome = Omit<LeakResult['results'][number], 'keySha256'>
/** `at`: when the report was signed, ms. */
type Caller = { at: number; ip: string | null; requestId: string }

const NOT_OURS: Outcome = { label: 'false_positive', action: 'none' }

/**
 * Handles keys that were found in public as each organization has set: disables them or flags them, with an audit entry
 * and an alert. Texts that are no valid key are reported as such; most of them are refused by checksum alone. Repeating
 * a report changes nothing. Throws `unavailable` if a key could not be looked up or its guard did not confirm: sending
 * the report again is safe.
 */
export async function reportLeaks(deps: Deps, caller: Caller, { reports }: ReportLeaks): Promise<LeakResult> {
  const presented = await Promise.all(reports.map((report) => presentedIn(deps, report)))
  const references = [...new Set(presented.flatMap((one) => one?.reference ?? []))]
  const known = references.length > 0 ? await findReported(deps.db, references) : []
  const outcomes: Outcome[] = []
  for (let start = 0; start < reports.length; start += AT_ONCE) {
    const some = reports.slice(start, start + AT_ONCE).map((report, index) => {
      const key = matching(known, presented[start + index] ?? null, deps.now)
      return key ? handle(deps, caller, key, report) : NOT_OURS
    })
    outcomes.push(...(await Promise.all(some)))
  }
  const digests = await Promise.all(reports.map(async ({ key }) => toHex(await sha256(key))))
  return { results: outcomes.map((outcome, index) => ({ keySha256: digests[index] ?? '', ...outcome })) }
}

async function presentedIn(deps: Deps, { key }: Report): Promise<PresentedKey | null> {
  const presented = await presentedKeyOf(deps, key)
  if (presented !== 'unavailable') return presented
  throw new Refusal({
    kind: 'unavailable',
    code: 'lookup_unavailable',
    detail: 'The keys could not be looked up. Send the report again.',
  })
}

/** The key whose secret was reported; undefined if the secret is wrong, replaced, or its grace period is over. */
function matching(known: readonly ReportedKey[], presented: PresentedKey | null, now: number): ReportedKey | undefined {
  return presented
    ? known.find((key) => key.reference === presented.reference && secretUsed(key, presented, now))
    : undefined
}

async function handle(deps: Deps, caller: Caller, key: ReportedKey, report: Report): Promise<Outcome> {
  const { id, name, organization, leakAction } = key
  const actor = systemActor('Leak report', organization, ['api-keys:write'], caller)
  const source = redactLine(report.source)
  const url = report.url === null ? null : redactLine(report.url)
  let action: Outcome['action'] = 'none'
  const marked = changeKey(deps, actor, id, {
    action: 'api_key.leaked',
    decide: (row) => {
      const change = changeOf(row, leakAction, caller.at)
      action = change?.status === 'disabled' ? 'disabled' : change && row.status === 'active' ? 'flagged' : 'none'
      return change && { ...change, leakedAt: caller.at, leakSource: source || null }
    },
    extraStatements: (row) => [
      alertRow(
        {
          organizationId: organization.id,
          kind: 'key_leaked',
          severity: 'critical',
          target: { type: 'api_key', id, name },
          details: { source, url, action: row.status === 'active' ? action : row.status },
        },
        deps.now,
      ),
    ],
  })
  return marked.then(
    () => ({ label: 'true_positive', action }),
    (error: unknown) => {
      // Deleted since the lookup.
      if (error instanceof Refusal && error.error.kind === 'not_found') return NOT_OURS
      throw error
    },
  )
}

/**
 * The change that a report makes: null if the key is inactive already, or if the same report or a later one came
 * before.
 */
function changeOf(row: KeyRow, leakAction: 'disable' | 'flag', signedAt: number): KeyChange | null {
  if (row.status === 'revoked') return null
  if (row.leakedAt === null) return leakAction === 'disable' && row.status === 'active' ? { status: 'disabled' } : {}
  // Somebody enabled the key again, and it was found once more.
  const again = row.leakedAt < signedAt && row.status === 'active' && leakAction === 'disable'
  return again ? { status: 'disabled' } : null
}
