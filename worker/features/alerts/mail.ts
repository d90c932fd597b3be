import { ALERT_KINDS, SEVERITIES } from '../../../contract/alerts.data.ts'
import { redactKeys } from '../../platform/lib/redact.ts'
import { sentenceOf } from './message.ts'
import type { UnsentAlert } from './store.ts'

/** Alerts that one mail describes; of the rest it states only the number. */
const MAX_DESCRIBED = 30

/** One plain-text mail about alerts of one organization, highest severity first. */
export function mailOf(
  organization: { name: string; timeZone: string },
  alerts: readonly Pick<UnsentAlert, 'kind' | 'severity' | 'targetType' | 'targetName' | 'details'>[],
): { subject: string; text: string } {
  const house = oneLine(organization.name)
  const highestSeverityFirst = alerts.toSorted(
    (a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity),
  )
  const sentences = highestSeverityFirst.flatMap(({ kind, severity, targetType, targetName, details }) => {
    const known = ALERT_KINDS.find((one) => one === kind)
    const target = { type: targetType, name: oneLine(targetName) }
    return known ? [`${severity.toUpperCase()}: ${sentenceOf(known, target, details, organization.timeZone)}`] : []
  })
  const more = alerts.length - MAX_DESCRIBED
  const text = [
    `Gatehouse raised alerts for ${house}.`,
    ...sentences.slice(0, MAX_DESCRIBED).map(oneLine),
    ...(more > 0 ? [`And ${more} more.`] : []),
    'See all alerts in the dashboard under Alerts.',
    `You receive this email because your address is the alert email in the settings of ${house}. You can change or remove it there.`,
  ]
  const [only] = alerts
  const what = alerts.length === 1 && only ? `Alert for ${oneLine(only.targetName)}` : `${alerts.length} new alerts`
  return { subject: redactKeys(`[${house}] ${what}`), text: `${redactKeys(text.join('\n\n'))}\n` }
}

/**
 * Names come from users and from scanners and may contain line breaks. A line break in a subject would start another
 * header (header injection).
 */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim()
