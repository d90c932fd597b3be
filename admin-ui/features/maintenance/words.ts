import type { Job } from '../../../client/src/generated.ts'
import { defineWords, formatNumber, plural } from '../../format/language.ts'

const size = (bytes: number) => {
  const [value, unit] =
    bytes < 1000 ? [bytes, 'B'] : bytes < 1_000_000 ? [bytes / 1000, 'KB'] : [bytes / 1_000_000, 'MB']
  return `${formatNumber(Math.round(value * 10) / 10)} ${unit}`
}

/** Names of the scheduled jobs. */
const names: Record<string, string> = {
  deliveries: 'Send what is due',
  sweep: 'Clear small leftovers',
  'close-days': 'Sum up the day before',
  'settle-key-alerts': 'Resolve alerts that no longer hold',
  'review-keys': 'Look over the keys',
  'send-alert-mails': 'Send alerts by email',
  'tell-bursts': 'Notice bursts of refused calls',
  'tell-unusual': 'Notice unusual calls',
  'publish-alerts': 'Publish alerts as events',
  'purge-event-logs': 'Remove old entries of the event log',
  'purge-deliveries': 'Remove old events and deliveries',
  'purge-audit-logs': 'Remove old entries of the audit log',
  'purge-usage': 'Remove figures that nobody asks for',
  'fold-names': 'Prepare names for search',
  reseal: 'Renew sealed values',
}

/** What each job does. */
const does: Record<string, string> = {
  deliveries: 'Retries of webhooks, and deliveries that the queue has lost.',
  sweep: 'Answers to idempotency keys after a day, sessions and codes that ran out, old resolved alerts.',
  'close-days': 'The keys and endpoints most called, so that statistics stay fast.',
  'settle-key-alerts': 'An alert closes by itself when its cause is gone.',
  'review-keys': 'Warns of unused and expiring keys, and rotates those that are due.',
  'send-alert-mails': 'To the address in the settings above.',
  'tell-bursts': 'Failed sign-ins and exceeded limits, counted over the window of each rule.',
  'tell-unusual': 'Call rates far above the usual, and endpoints that a key never called before.',
  'publish-alerts': 'For webhooks that listen to alerts.',
  'purge-event-logs': 'After as many days as are set above.',
  'purge-deliveries': 'After as many days as are set above.',
  'purge-audit-logs': 'After as many days as are set above.',
  'purge-usage': 'Hourly figures of keys after 92 days; totals stay. Names of deleted keys once no entry bears them.',
  'fold-names': 'Keys and webhooks that are older than the search beyond ASCII.',
  reseal:
    'After a rotation of DATA_KEYS, so that the older key can go. Fails while the secrets are not those of this database.',
}

export const words = defineWords({
  archivesTitle: 'Archives',
  archivesLead:
    'What was removed, as files of JSON lines compressed with gzip. They stay until you delete them from the bucket.',
  archivesCaption: 'Archives, newest entries first',
  kinds: { event_logs: 'Event log', deliveries: 'Events and deliveries', audit_logs: 'Audit log' },
  span: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  rows: (rows: number, bytes: number) => `${plural(rows, { one: '# line', other: '# lines' })}, ${size(bytes)}`,
  written: 'Written',
  download: 'Download',
  downloadLabel: (kind: string, span: string) => `Download ${kind}, ${span}`,
  noArchives: 'Nothing has been archived yet. The first file appears once something is older than it is kept.',
  noBucket:
    'No bucket is bound, so nothing can be archived. What is to be archived is not removed either, and the database grows: bind a bucket, or turn archives off above.',
  pages: 'Pages of archives',
  page: (page: number) => `Page ${formatNumber(page)}`,
  newer: 'Newer',
  older: 'Older',

  jobsTitle: 'Background work',
  jobsLead: 'What Gatehouse does by itself, each minute or each hour.',
  jobsCaption: 'Background work, and how it went the last time',
  late: 'Nothing has run for ten minutes: the cron trigger does not fire. Deliveries are not retried and nothing is cleaned up until it does. Look at the triggers of the Worker.',
  names,
  does,
  states: {
    done: 'Done',
    waiting: 'More to do',
    running: 'Running',
    failed: 'Failed',
    never: 'Not yet',
    off: 'Not set up',
  } satisfies Record<Job['state'], string>,
  lastRun: 'Last run',
  nextRun: 'next',
})
