import { type AlertKind, LONGEST_MUTE_DAYS } from '../../../../contract/alert-kinds.ts'
import type { AlertRule, UpdateAlertRules } from '../../../../contract/alert-rules.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import type { Deps } from '../../../platform/deps.ts'
import { conflict, Refusal } from '../../../platform/errors.ts'
import { type IfMatch, isMet } from '../../../platform/lib/if-match.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { requireSubscription } from '../../events/require-subscription.ts'
import { pageOfRules, type Rules, versionOf } from './list-rules.ts'
import { findRules, writeRules } from './rule-store.ts'
import { changedSetting, isSame, presentRule, type RuleSetting, settingsOf } from './rules.ts'

const TRIES = 4

/**
 * Changes how alerts are told: the kinds it names, all of them together or none, with one audit entry. What is told from
 * then on follows it; alerts that are open already stay open.
 * `expectedVersion`: the versions an If-Match names. Throws `invalid` for a mute that does not end soon enough or has ended,
 * `precondition_failed`, `forbidden` where alerts would become events that the actor may not read.
 */
export async function updateAlertRules(
  deps: Deps,
  actor: Actor,
  input: UpdateAlertRules,
  expectedVersion: IfMatch,
): Promise<Rules> {
  requireScope(actor, 'alerts:write')
  const { db, now } = deps
  requireLive(actor, 'change alert rules')
  mustEndInTime(input, now)
  for (let left = TRIES; left > 0; left--) {
    const rows = await findRules(db, actor.organization.id)
    const version = versionOf(rows)
    if (!isMet(expectedVersion, version)) {
      throw new Refusal({ kind: 'precondition_failed', detail: 'The rules were changed since you read them.' })
    }
    const settings = settingsOf(rows, now)
    const changed = changesOf(settings, input)
    if (changed.some(startsPublishing)) requireSubscription(actor, ['alert.*'], 'change an alert rule')
    for (const { kind, after } of changed) settings.set(kind, after)
    if (changed.length === 0) return { page: pageOfRules(settings), version }
    const written = await runBatch(
      db,
      writeRules(
        actor.organization.id,
        changed.map(({ kind, after }) => ({ kind, ...after })),
        version - 1,
        now,
      ),
      auditRow(actor, { action: 'alert_rules.updated', ...auditedRules(actor, changed) }, now),
    )
    if (written > 0) return { page: pageOfRules(settings), version: version + changed.length }
  }
  throw conflict('changed_meanwhile', 'The rules are being changed by somebody else at this moment. Try again.')
}

type Changed = { kind: AlertKind; before: RuleSetting; after: RuleSetting }

/** Whether alerts of a kind become events that they were not before. */
const startsPublishing = ({ before, after }: Changed): boolean => isPublished(after) && !isPublished(before)

const isPublished = ({ enabled, asEvent, mutedUntil }: RuleSetting): boolean =>
  enabled === 1 && asEvent === 1 && mutedUntil === null

function changesOf(settings: ReadonlyMap<AlertKind, RuleSetting>, { rules }: UpdateAlertRules): Changed[] {
  return [...settings].flatMap(([kind, before]) => {
    const change = rules[kind]
    if (change === undefined) return []
    const after = changedSetting(kind, before, change)
    return isSame(before, after) ? [] : [{ kind, before, after }]
  })
}

function mustEndInTime({ rules }: UpdateAlertRules, now: number): void {
  const errors = Object.entries(rules).flatMap(([kind, change]) => {
    const until = change?.mutedUntil ? Date.parse(change.mutedUntil) : null
    if (until === null || (until > now && until <= now + LONGEST_MUTE_DAYS * DAY_MS)) return []
    const message = until <= now ? 'must be in the future' : `must be within ${LONGEST_MUTE_DAYS} days`
    return [{ path: `rules.${kind}.mutedUntil`, message }]
  })
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
}

/** Of each changed rule what differs, before and after. */
function auditedRules(actor: Actor, changed: readonly Changed[]) {
  const sides = changed.map(({ kind, before, after }) => {
    const [was, is]: Record<string, AlertRule[keyof AlertRule]>[] = [
      presentRule(kind, before),
      presentRule(kind, after),
    ]
    const fields = Object.keys(is ?? {}).filter((field) => field !== 'isDefault' && was?.[field] !== is?.[field])
    const only = (rule: typeof is) => [kind, Object.fromEntries(fields.map((field) => [field, rule?.[field]]))]
    return { before: only(was), after: only(is) }
  })
  return {
    target: { type: 'alert_rules', id: actor.organization.id, name: 'Alert rules' },
    before: Object.fromEntries(sides.map((side) => side.before)),
    after: Object.fromEntries(sides.map((side) => side.after)),
  }
}
