import { ALERT_KINDS, SEVERITIES } from '../../../contract/alert-kinds.ts'
import { redactKeys } from '../../platform/lib/redact.ts'
import { sentenceOf } from './message.ts'
import type { UnsentAlert } from './store.ts'

/** Alerts that one mail spells out; of more it tells the number. */
const SPELT_OUT = 30

/** One mail about some alerts of one organization, the gravest first, as plain text. */
export function mailOf(
  organization: { name: string; timeZone: string },
  alerts: readonly Pick<UnsentAlert, 'kind' | 'severity' | 'targetType' | 'targetName' | 'details'>[],
): { subject: string; text: string } {
  const house = oneLine(organization.name)
  const gravestFirst = alerts.toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))
  const sentences = gravestFirst.flatMap(({ kind, severity, targetType, targetName, details }) => {
    const known = ALERT_KINDS.find((one) => one === kind)
    const target = { type: targetType, name: oneLine(targetName) }
    return known ? [`${severity.toUpperCase()}: ${sentenceOf(known, target, details, organization.timeZone)}`] : []
  })
  const more = alerts.length - SPELT_OUT
  const text = [
    `Gatehouse has something to tell you about ${house}.`,
    ...sentences.slice(0, SPELT_OUT).map(oneLine),
    ...(more > 0 ? [`And ${more} more.`] : []),
    'You find all of it in the dashboard under Alerts.',
    `You get this because your address stands in the settings of ${house}, where it can be changed or taken out.`,
  ]
  const [only] = alerts
  const what = alerts.length === 1 && only ? `Alert for ${oneLine(only.targetName)}` : `${alerts.length} new alerts`
  return { subject: redactKeys(`[${house}] ${what}`), text: `${redactKeys(text.join('\n\n'))}\n` }
}

/** What people and scanners write may hold line breaks; a subject with one would be another header. */
const oneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim()
