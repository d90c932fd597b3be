import type { AlertRule, AlertRulePage } from '../../../../contract/alert-rules.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import type { AlertMail } from '../../../platform/env.ts'
import { findRules, type RuleRow } from './rule-store.ts'
import { presentRule, type RuleSetting, settingsOf } from './rules.ts'

export type Rules = { page: AlertRulePage; version: number }

/** The dependencies of the verbs for rules: with them the answer says whether mail can be sent. */
export type RuleDeps = Deps & { mail: AlertMail | null }

/** The alert rules of the actor's organization, one per kind, and one version for all of them. */
export async function listAlertRules({ db, now, mail }: RuleDeps, actor: Actor): Promise<Rules> {
  requireScope(actor, 'alerts:read')
  const rows = await findRules(db, actor.organization.id)
  return { page: pageOfRules(settingsOf(rows, now), mail), version: versionOf(rows) }
}

/**
 * The sum of the row versions plus one. Each change increases a row's version and rows are never deleted, so it only
 * grows; without rows it is 1.
 */
export const versionOf = (rows: readonly Pick<RuleRow, 'version'>[]): number =>
  rows.reduce((sum, row) => sum + row.version, 1)

export function pageOfRules(settings: ReturnType<typeof settingsOf>, mail: AlertMail | null): AlertRulePage {
  const data = [...settings].map(([kind, setting]: [AlertRule['kind'], RuleSetting]) => presentRule(kind, setting))
  return { data, nextCursor: null, total: data.length, mailConfigured: mail !== null }
}
