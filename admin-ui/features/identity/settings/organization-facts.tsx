import type { Organization } from '../../../../client/src/generated.ts'
import { PLANS } from '../../../../contract/plans.ts'
import { formatDay } from '../../../format/language.ts'
import { captureWords, words } from './organization-words.ts'

/** The settings of the organization for those who cannot change them. */
export function OrganizationFacts({ organization: it }: { organization: Organization }) {
  const t = words()
  const capture = captureWords()
  const figures = it.plan === 'enterprise' ? it.planLimits : PLANS[it.plan]
  const facts = [
    [t.name, it.name],
    [t.address, it.slug],
    [t.created, formatDay(new Date(it.createdAt))],
    [t.timeZone, it.timeZone],
    [t.alertEmail, it.alertEmail ?? t.noEmail],
    [t.plan, t.planChoice(t.plans[it.plan], t.planFigures(figures))],
    [t.keysInQuery, it.keysInQuery ? t.on : t.off],
    [t.leakAction, t.leakActions[it.leakAction]],
    [capture.captureBodies, it.captureBodies ? t.on : t.off],
    [capture.redactNames, it.redactNames.join(', ') || capture.noNames],
    [t.unusedAfter, t.days(it.unusedAfterDays)],
    [t.expiryWarning, t.days(it.expiryWarningDays)],
    [t.reminder, t.days(it.rotationReminderDays)],
    [t.keeps.logRetentionDays, t.days(it.logRetentionDays)],
    [t.keeps.deliveryRetentionDays, t.days(it.deliveryRetentionDays)],
    [t.keeps.auditRetentionDays, t.days(it.auditRetentionDays)],
    [t.archiveLogs, it.archiveLogs ? t.on : t.off],
  ] as const
  return (
    <dl class="facts p-4">
      {facts.map(([name, value]) => (
        <div key={name} class="contents">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
