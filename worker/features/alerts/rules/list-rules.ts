import type { AlertRule } from '../../../../contract/alert-rules.ts'
import type { Page } from '../../../../contract/common.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import { requireScope } from '../../../platform/auth/require-scope.ts'
import type { Deps } from '../../../platform/deps.ts'
import { findRules, type RuleRow } from './rule-store.ts'
import { presentRule, type RuleSetting, settingsOf } from './rules.ts'

export type Rules = { page: Page<AlertRule>; version: number }

/** How alerts of each kind are told in the actor's organization, and the version of all of it together. */
export async function listAlertRules({ db, now }: Deps, actor: Actor): Promise<Rules> {
  requireScope(actor, 'alerts:read')
  const rows = await findRules(db, actor.organization.id)
  return { page: pageOfRules(settingsOf(rows, now)), version: versionOf(rows) }
}

/** Every change of a rule counts one up, and no row ever leaves: the first version, without any, is 1. */
export const versionOf = (rows: readonly Pick<RuleRow, 'version'>[]): number =>
  rows.reduce((sum, row) => sum + row.version, 1)

export function pageOfRules(settings: ReturnType<typeof settingsOf>): Page<AlertRule> {
  const data = [...settings].map(([kind, setting]: [AlertRule['kind'], RuleSetting]) => presentRule(kind, setting))
  return { data, nextCursor: null, total: data.length }
}
