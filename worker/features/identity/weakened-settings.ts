import type { OrganizationChange, OrganizationRow } from './store.ts'

/** The settings of an organization that guard less after a change than before it. */
export function weakened(before: OrganizationRow, change: OrganizationChange): string[] {
  const found: string[] = []
  if (before.keysInQuery === 0 && change.keysInQuery === 1) found.push('keysInQuery')
  if (before.leakAction === 'disable' && change.leakAction === 'flag') found.push('leakAction')
  // Whoever takes the address out would otherwise be the last to be heard of.
  if (before.alertEmail !== null && change.alertEmail === null) found.push('alertEmail')
  const kept = change.redactNames
  if (kept !== undefined && before.redactNames.some((name) => !kept.includes(name))) found.push('redactNames')
  if (change.auditRetentionDays !== undefined && change.auditRetentionDays < before.auditRetentionDays) {
    found.push('auditRetentionDays')
  }
  return found
}
