import type { GuardingSetting } from '../../../contract/alerts.data.ts'
import type { OrganizationChange, OrganizationRow } from './store.ts'

/** The names of the settings whose protection is weaker after the change. */
export function weakenedSettings(before: OrganizationRow, change: OrganizationChange): GuardingSetting[] {
  const found: GuardingSetting[] = []
  if (before.keysInQuery === 0 && change.keysInQuery === 1) found.push('keysInQuery')
  if (before.leakAction === 'disable' && change.leakAction === 'flag') found.push('leakAction')
  // Otherwise, somebody who removes the alert address could do so unnoticed.
  if (before.alertEmail !== null && change.alertEmail === null) found.push('alertEmail')
  const kept = change.redactNames
  if (kept !== undefined && before.redactNames.some((name) => !kept.includes(name))) found.push('redactNames')
  if (change.auditRetentionDays !== undefined && change.auditRetentionDays < before.auditRetentionDays) {
    found.push('auditRetentionDays')
  }
  return found
}
