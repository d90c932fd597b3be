import { defineWords, formatNumber } from '../../../format/language.ts'
import { words as sectionWords } from './section-words.ts'

const figure = (limit: number | null, unit: string) =>
  limit === null ? `No limit/${unit}` : `${formatNumber(limit)}/${unit}`

const organizationWords = defineWords({
  lead: 'Holds for everybody in the organization and for all of its keys.',
  readOnly: 'Only owners and admins can change these settings.',
  planReadOnly: 'Only an owner can change the plan.',
  save: 'Save Changes',
  discard: 'Discard changes',
  saved: 'Settings saved.',
  checkFields: 'Some fields need another look.',
  conflict:
    'Somebody else changed these settings meanwhile. The fields you left alone now show theirs; yours are kept. Look them through, then save again.',
  needName: 'Give the organization a name.',
  badDays: 'Enter whole days within the range.',
  badLimit: 'Enter a whole number, 1 or more.',

  general: 'General',
  timeZone: 'Time zone',
  timeZoneHint: 'Days of the statistics begin, and dates in emails are told, by this clock.',
  alertEmail: 'Email for alerts',
  alertEmailHint: 'Empty: alerts are shown in the dashboard only.',
  noEmail: 'None',

  planHint:
    'Calls that all keys of the organization may make together. A plan that allows less takes up to ten seconds to save: then it holds for every key.',
  planFigures: ({ perMinute, perHour, perDay }: Record<'perMinute' | 'perHour' | 'perDay', number | null>) =>
    `${figure(perMinute, 'min')}, ${figure(perHour, 'hr')}, ${figure(perDay, 'day')}`,
  custom: 'as agreed',
  planChoice: (name: string, figures: string) => `${name}: ${figures}`,
  limits: {
    perMinute: 'Requests per minute',
    perHour: 'Requests per hour',
    perDay: 'Requests per day',
  },
  limitValue: (limit: string) => `${limit}, value`,
  unlimited: 'No limit',

  security: 'Keys and security',
  keysInQuery: 'Accept keys in the address (?api_key=)',
  keysInQueryHint: 'Off is safer. Turn it on only for a sender that can set no header.',
  riskTitle: 'Accept keys in addresses?',
  riskLead: 'An address is kept and passed on in more places than a header. A key in it can end up in:',
  risks: [
    'the history and bookmarks of a browser',
    'access logs of servers on the way',
    'the Referer header that is sent to other sites',
    'logs and caches of proxies',
  ],
  riskEnd:
    'Our own logs leave it out, but nobody can say that of the others. A header is safer wherever one can be set.',
  riskConfirm: 'Accept keys in addresses',
  on: 'On',
  off: 'Off',
  leakAction: 'When a scanner finds a key in public',
  leakActions: { disable: 'Disable it', flag: 'Only tell us' },
  leakHints: {
    disable: 'Calls with it are refused at once. The safe choice: whoever found it can use it.',
    flag: 'It goes on working until somebody acts. For keys whose failing would do more harm.',
  },

  reminders: 'Reminders',
  unusedAfter: 'A key is unused after',
  expiryWarning: 'Warn before a key expires',
  reminder: 'Remind to rotate a key after',
  reminderDays: 'Remind to rotate a key after (days)',
  reminderValue: 'Remind to rotate a key after, days',
  daysHint: (most: number) => `Days, 1 to ${formatNumber(most)}`,

  retention: 'How long things are kept',
  retentionLead:
    'Whole days, by UTC. What is older is removed for good after midnight: with archives, once it was written there. Totals and statistics stay.',
  keeps: {
    logRetentionDays: 'Keep the event log',
    deliveryRetentionDays: 'Keep events and deliveries',
    auditRetentionDays: 'Keep the audit log',
  },
  keepsHints: {
    logRetentionDays: 'Calls, deliveries and sign-ins, with what was captured of them.',
    deliveryRetentionDays: 'With every attempt. What is still to be delivered stays.',
    auditRetentionDays: 'Who changed what.',
  },
  range: (least: number, most: number) => `Days, ${formatNumber(least)} to ${formatNumber(most)}.`,
  archiveLogs: 'Archive before removing',
  archiveLogsHint:
    'One file of JSON lines for each few thousand entries, in your own bucket. As long as no bucket is bound, nothing is removed.',
  days: (count: number | null) => (count === null ? 'Off' : count === 1 ? '1 day' : `${formatNumber(count)} days`),
})

/** Texts of the settings of an organization, with those of the sections. */
export const words = () => ({ ...sectionWords(), ...organizationWords() })

/** Texts about captured headers and bodies. */
export const captureWords = defineWords({
  capture: 'Headers and bodies',
  captureBodies: 'Keep headers and bodies of calls in the event log',
  captureBodiesHint:
    'To find out why a call failed. A key can be set to be kept always or never. Of signing in to the dashboard nothing is kept.',
  captureRisk:
    'Whoever may read the log sees what your users send. Passwords, tokens, keys and card numbers are taken out by name and by form before anything is stored, but nobody can tell every secret from other words: name your own below.',
  captureCost:
    'Each call takes one more row and up to 50 KB of the database for as long as the log is kept. Turn it off again when you are done.',
  redactNames: 'Fields to take out as well',
  redactNamesHint:
    'Names of headers and fields, such as customer_pin. Enter or a comma adds one. Capitals, dashes and underscores make no difference.',
  removeName: (name: string) => `Remove field ${name}`,
  noNames: 'Nothing more',
})
