import { defineWords, plural } from '../../../format/language.ts'
import { words as listWords } from './words.ts'

const pageWords = defineWords({
  goneTitle: 'Webhook not found',
  gone: 'This webhook does not exist any more.',

  back: 'All webhooks',
  loadingTitle: 'Webhook',
  tabsOf: (name: string) => `What to see of ${name}`,
  tabs: { deliveries: 'Deliveries', overview: 'Overview', testing: 'Testing', settings: 'Settings' },
  copyUrl: 'Copy URL',
  failingSince: 'Failing since',
  pausedNote: 'This webhook is paused. Events that are published now are held until it is resumed.',
  disabledNote: 'Events that are published now are held until it is resumed.',
  heldNote: (count: string, range: string) => `${count}, ${range}, published while it was off.`,
  seeHeld: 'See held deliveries',
  bothSign: (until: string) =>
    `After the rotation of its secret, deliveries are signed with both secrets until ${until}.`,
  sendTest: 'Send test',
  retryTest: 'Send again',
  description: 'Description',
  id: 'ID',
  created: 'Created',
  by: (name: string) => `by ${name}`,
})

/** Texts of the page of a webhook around its tabs. */
export const words = () => ({ ...listWords(), ...pageWords() })

const deliveries = (count: number) => plural(count, { one: '# delivery', other: '# deliveries' })

/** Texts of the overview of a webhook. */
export const overviewWords = defineWords({
  title: 'Overview',
  deliveries: 'Deliveries',
  attempts: 'Attempts',
  overTime: 'Deliveries over time',
  failures: 'Failed',
  day: 'Day',
  tip: (day: string, total: number, bad: number) =>
    `${day}: ${deliveries(total)}, ${plural(bad, { one: '# failed', other: '# failed' })}`,
  byKind: 'Failed attempts by kind',
  noFailures: 'No attempt failed.',
  emptyTitle: 'No attempts',
  emptyText: (days: number) => `Nothing was sent in the last ${plural(days, { one: 'day', other: '# days' })}.`,
})
