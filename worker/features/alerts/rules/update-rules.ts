import type { AlertRule, UpdateAlertRules } from '../../../../contract/alert-rules.ts'
import { type AlertKind, LONGEST_MUTE_DAYS } from '../../../../contract/alerts.data.ts'
import { auditRow } from '../../../platform/audit/audit-row.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireLive } from '../../../platform/auth/environment.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import { runBatch } from '../../../platform/db/client.ts'
import { conflict, Refusal } from '../../../platform/errors.ts'
import { type IfMatch, isMet } from '../../../platform/lib/if-match.ts'
import { DAY_MS } from '../../../platform/lib/time/time.ts'
import { requireSubscription } from '../../events/require-subscription.ts'
import { pageOfRules, type RuleDeps, type Rules, versionOf } from './list-rules.ts'
import { findRules, writeRules } from './rule-store.ts'
import { changedSetting, isSame, presentRule, type RuleSetting, settingsOf } from './rules.ts'

const TRIES = 4

/**
 * Changes alert rules, all named kinds in one transaction with one audit entry. It affects alerts raised from now on;
 * open alerts stay open. `expectedVersion`: the versions of If-Match. Throws `invalid` for a mute that is too long or
 * already over, `precondition_failed`, and `forbidden` when alerts would become events that the actor may not read.
 */
export async function updateAlertRules(
  deps: RuleDeps,
  actor: Actor,
  input: UpdateAlertRules,
  expectedVersion: IfMatch,
): Promise<Rules> {
  requireScope(actor, 'alerts:write')
  const { db, mail, now } = deps
  requireLive(actor, 'change alert rules')
  requireValidMute(input, now)
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
    if (changed.length === 0) return { page: pageOfRules(settings, mail), version }
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
    if (written > 0) return { page: pageOfRules(settings, mail), version: version + changed.length }
  }
  throw conflict('changed_meanwhile', 'The alert rules are being changed by someone else. Try again.')
}

type Changed = { kind: AlertKind; before: RuleSetting; after: RuleSetting }

/** Whether the change turns on publishing of this kind as events. */
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

function requireValidMute({ rules }: UpdateAlertRules, now: number): void {
  const errors = Object.entries(rules).flatMap(([kind, change]) => {
    const until = change?.mutedUntil ? Date.parse(change.mutedUntil) : null
    if (until === null || (until > now && until <= now + LONGEST_MUTE_DAYS * DAY_MS)) return []
    const message = until <= now ? 'must be in the future' : `must be within ${LONGEST_MUTE_DAYS} days`
    return [{ path: `rules.${kind}.mutedUntil`, message }]
  })
  if (errors.length > 0) throw new Refusal({ kind: 'invalid', errors })
}

/** The fields that differ in each changed rule, before and after. */
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
