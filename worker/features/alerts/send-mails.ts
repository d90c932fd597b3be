import { reportError } from '../../platform/lib/report.ts'
import { DAY_MS } from '../../platform/lib/time/time.ts'
import type { Job, JobDeps } from '../../platform/scheduler/job.ts'
import { mailOf } from './mail.ts'
import { claimForMail, releaseFromMail, type UnsentAlert, unsentAlerts } from './store.ts'

/** Alerts per run. */
const LIMIT = 300
/** An alert that could not be mailed for this long is no longer mailed. The dashboard still shows it. */
const TOO_OLD_MS = 3 * DAY_MS

/**
 * Sends open alerts by email, one mail per organization. Each alert is marked before its mail is sent, so that two runs
 * do not send it twice. If sending fails, the mark is removed and the next run retries. If the run is interrupted
 * between the two steps, the mail is lost; the dashboard still shows the alert. Does nothing without the binding
 * ALERTS_EMAIL.
 */
export const sendAlertMails: Job<'sent' | 'failed'> = {
  name: 'send-alert-mails',
  phase: 'notify',
  every: 'minute',
  figures: {
    sent: ['email sent', 'emails sent'],
    failed: ['email could not be sent', 'emails could not be sent'],
  },
  wanted: ({ mail }) => mail !== null,
  run: async (deps, _cursor) => {
    const result = { sent: 0, failed: 0 }
    const unsent = await unsentAlerts(deps.db, deps.now - TOO_OLD_MS, deps.now, LIMIT)
    for (const some of Map.groupBy(unsent, (alert) => alert.organizationId).values()) {
      const outcome = await sendOne(deps, some)
      if (outcome) result[outcome]++
    }
    return { cursor: null, result }
  },
}

async function sendOne({ db, mail, now }: JobDeps, alerts: UnsentAlert[]): Promise<'sent' | 'failed' | null> {
  const [first] = alerts
  if (!first || !mail) return null
  const { organizationId, organization } = first
  const ids = alerts.map((alert) => alert.id)
  const ours = new Set(await claimForMail(db, organizationId, ids, now))
  const claimed = alerts.filter((alert) => ours.has(alert.id))
  if (claimed.length === 0) return null
  try {
    await mail.binding.send({ from: mail.from, to: organization.alertEmail, ...mailOf(organization, claimed) })
    return 'sent'
  } catch (error) {
    reportError('an alert could not be sent by email', error)
    await releaseFromMail(db, organizationId, [...ours], now)
    return 'failed'
  }
}
